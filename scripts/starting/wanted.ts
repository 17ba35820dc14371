import { statSync } from "node:fs";

/** Throws a sentence for people when there is no such folder. */
export function checkFolder(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined) throw new Error(`${folder} does not exist; name a folder that holds documents.`);
  if (!found.isDirectory()) throw new Error(`${folder} is a file; name the folder that it lies in.`);
}

/** Reads `--port`; undefined for any free one. Throws a sentence for people when it is no port. */
export function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new Error(`--port ${text} is no port; give a number from 1 to 65535, or leave it out for a free one.`);
}
