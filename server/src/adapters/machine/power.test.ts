import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createPowerSource, linuxOnBattery, macOnBattery, windowsOnBattery } from "./power.ts";

const supplies = {
  discharging: { type: "Battery", status: "Discharging" },
  charging: { type: "Battery", status: "Charging" },
  mouse: { type: "Battery", status: "Discharging", scope: "Device" },
  pluggedIn: { type: "Mains", online: "1" },
  unplugged: { type: "Mains", online: "0" },
};

test("on Linux: the machine's own battery discharges and nothing else gives power", async (t) => {
  const cases: readonly (readonly [readonly (keyof typeof supplies)[], boolean])[] = [
    [[], false],
    [["discharging", "unplugged"], true],
    [["discharging"], true],
    [["discharging", "pluggedIn"], false],
    [["charging", "unplugged"], false],
    [["mouse"], false],
    [["mouse", "pluggedIn"], false],
  ];
  for (const [names, expected] of cases) {
    const folder = await mkdtemp(join(tmpdir(), "ask-docs-power-"));
    t.after(() => rm(folder, { recursive: true }));
    for (const name of names) {
      await mkdir(join(folder, name));
      for (const [file, value] of Object.entries(supplies[name]))
        await writeFile(join(folder, name, file), `${value}\n`);
    }
    assert.equal(await linuxOnBattery(folder), expected, names.join(" "));
  }
});

test("on macOS and Windows: by what their programs print", () => {
  assert.equal(macOnBattery("Now drawing from 'Battery Power'\n -InternalBattery-0\t81%; discharging"), true);
  assert.equal(macOnBattery("Now drawing from 'AC Power'\n -InternalBattery-0\t100%; charged"), false);
  assert.equal(windowsOnBattery("1\r\n"), true);
  assert.equal(windowsOnBattery("2\r\n"), false);
  assert.equal(windowsOnBattery("1\r\n2\r\n"), false);
  assert.equal(windowsOnBattery(""), false);
});

test("this machine gives an answer", async () => {
  assert.equal(typeof (await createPowerSource().onBattery()), "boolean");
});
