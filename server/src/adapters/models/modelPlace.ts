import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** Where the command line keeps models: the place for a program's data on this system. */
export function defaultModelFolder(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
): string {
  const home = homedir();
  const data =
    platform === "win32"
      ? (environment["LOCALAPPDATA"] ?? join(home, "AppData", "Local"))
      : platform === "darwin"
        ? join(home, "Library", "Application Support")
        : nonEmpty(environment["XDG_DATA_HOME"], join(home, ".local", "share"));
  return join(data, "ask-docs", "models");
}

const nonEmpty = (value: string | undefined, otherwise: string): string =>
  value === undefined || value === "" ? otherwise : value;

/** A folder as a setting names it, where `~` is the person's own. */
export const folderOfSetting = (setting: string): string =>
  resolve(setting.replace(/^~(?=$|[\\/])/u, homedir()));
