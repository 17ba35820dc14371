import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";
import { chromium, type Browser } from "playwright-core";
import { runProgram } from "./command.ts";

const programNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
const macPrograms = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
/** Small fonts that between them draw Latin, Cyrillic, Greek, Hebrew and Arabic, and Chinese, Japanese and Korean. */
const fontPackages = ["fonts-dejavu-core", "fonts-droid-fallback"];

/** Started with, so that nothing but the page itself talks to the network. */
const quietFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the browser without a window. */
export const launchChromium = (executable: string): Promise<Browser> =>
  chromium.launch({ executablePath: executable, headless: true, args: quietFlags });

/**
 * Finds a Chromium: ASK_DOCS_CHROMIUM, then the PATH, then the usual place on a Mac. As root on Debian or Ubuntu it is
 * installed with apt when missing. Throws an error of one sentence when there is none.
 */
export async function findChromium(report: (line: string) => void): Promise<string> {
  const named = process.env["ASK_DOCS_CHROMIUM"];
  if (named !== undefined && named !== "") {
    if (isProgram(named)) return named;
    throw new Error(`ASK_DOCS_CHROMIUM names ${named}, which is not a program; point it to Chromium or Chrome.`);
  }
  const present = installedChromium();
  if (present !== undefined) return present;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    throw new Error("No Chromium was found; install Chromium or Chrome, or set ASK_DOCS_CHROMIUM to its program.");
  }
  report("Installing Chromium with apt-get (once, about a minute).");
  await apt(["update"]);
  await apt(["install", "-y", "--no-install-recommends", "chromium", ...fontPackages]);
  const installed = installedChromium();
  if (installed === undefined) throw new Error("apt-get installed no Chromium; set ASK_DOCS_CHROMIUM to its program.");
  return installed;
}

function installedChromium(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
  const onPath = programNames.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...onPath, ...(process.platform === "darwin" ? macPrograms : [])].find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function apt(args: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { code, output } = await runProgram("apt-get", args, { env });
  if (code === 0) return;
  const reason = output.trim().split("\n").slice(-4).join("\n");
  throw new Error(`Chromium could not be installed, because apt-get ${args[0] ?? ""} failed:\n${reason}`);
}
