import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Looks a program up on the PATH, as a shell would, leaving out what npm adds to it; undefined where there is none. */
export function findProgram(name: string, env: NodeJS.ProcessEnv, platform: string): string | undefined {
  const variable = Object.keys(env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  const folders = (env[variable] ?? "").split(delimiter).filter((folder) => folder !== "" && !isNpms(folder));
  const names = platform === "win32" ? [`${name}.cmd`, `${name}.exe`] : [name];
  return folders.flatMap((folder) => names.map((each) => join(folder, each))).find(isProgram);
}

/**
 * Opens a new window of the desktop VS Code that has the extension under development and this folder. Gives the exit
 * code of `code`, which ends once the window opens.
 */
export function openDesktop(program: string, root: string, folder: string): Promise<number> {
  const args = ["--new-window", `--extensionDevelopmentPath=${root}`, folder];
  return new Promise((resolve, reject) => {
    // Batch files, as on Windows, need a shell, which takes the arguments as one text.
    const child = program.endsWith(".cmd")
      ? spawn(`"${program}" ${args.map((arg) => `"${arg}"`).join(" ")}`, { shell: true, stdio: "inherit" })
      : spawn(program, args, { stdio: "inherit" });
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

const isNpms = (folder: string): boolean => /[\\/]node_modules[\\/]/.test(`${folder}/`);

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
