import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** Where the machine's power comes from. */
export interface PowerSource {
  /** False also where it cannot be found out: a machine that says nothing is most likely plugged in. */
  onBattery(): Promise<boolean>;
}

const run = promisify(execFile);
/** A program that takes longer, in milliseconds, is given up. */
const patience = 5000;

/** Asks the operating system each time; takes up to half a second on Windows, so ask rarely. */
export function createPowerSource(): PowerSource {
  return {
    async onBattery() {
      try {
        switch (process.platform) {
          case "linux":
            return await linuxOnBattery("/sys/class/power_supply");
          case "darwin":
            return macOnBattery((await run("/usr/bin/pmset", ["-g", "batt"], { timeout: patience })).stdout);
          case "win32":
            return windowsOnBattery((await run(powerShell(), powerShellQuery, { timeout: patience })).stdout);
          default:
            return false;
        }
      } catch {
        return false;
      }
    },
  };
}

/**
 * Reads the kernel's power supplies (https://docs.kernel.org/admin-guide/abi-testing.html, sysfs-class-power): on battery
 * when one of the machine's own batteries discharges and no mains or USB supply is online.
 */
export async function linuxOnBattery(folder: string): Promise<boolean> {
  const supplies = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const read = (file: string): Promise<string> =>
        readFile(join(folder, name, file), "utf8").then(
          (text) => text.trim(),
          () => "",
        );
      const [type, online, status, scope] = await Promise.all([
        read("type"),
        read("online"),
        read("status"),
        read("scope"),
      ]);
      return { type, online, status, scope };
    }),
  );
  if (supplies.some(({ type, online }) => type !== "Battery" && online === "1")) return false;
  // A scope of "Device" is a mouse's or a headset's battery.
  return supplies.some(
    ({ type, status, scope }) => type === "Battery" && scope !== "Device" && status === "Discharging",
  );
}

/** Reads what `pmset -g batt` prints: Now drawing from 'Battery Power'. */
export const macOnBattery = (output: string): boolean => output.includes("'Battery Power'");

/** Reads `BatteryStatus` of Win32_Battery, one a line: 1 is discharging, 4 and 5 are low and critical. */
export const windowsOnBattery = (output: string): boolean => {
  const states = output.match(/\d+/gu) ?? [];
  return states.length > 0 && states.every((state) => ["1", "4", "5"].includes(state));
};

const powerShell = (): string =>
  join(process.env["SystemRoot"] ?? "C:\\Windows", "System32", "WindowsPowerShell", "v1.0", "powershell.exe");

const powerShellQuery = [
  "-NoProfile",
  "-NonInteractive",
  "-Command",
  "(Get-CimInstance -ClassName Win32_Battery).BatteryStatus",
];
