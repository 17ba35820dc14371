import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

const endings = ["ora", "ium", "ent", "ako", "ism", "yte", "ule", "arn"];

/**
 * Another product's documentation, as it were: one in ten of the longer words is another word in this copy, the same one
 * throughout, so that the vocabulary grows with the corpus as that of real text does. Copy 0 is the text itself.
 */
export function varyText(text: string, copy: number): string {
  if (copy === 0) return text;
  return text.replace(/(?<![\w/.-])\p{L}{5,}(?![\w/.-])/gu, (word) => {
    const hash = hashOf(`${copy} ${word.toLowerCase()}`);
    return hash % 10 === 0 ? `${word.slice(0, -1)}${endings[(hash >>> 8) % endings.length] ?? ""}` : word;
  });
}

/** Writes `copies` of a folder's Markdown, varied, as `copy0/`, `copy1/`, …; returns bytes and files written. */
export function writeVariedCopies(source: string, target: string, copies: number) {
  let [files, bytes] = [0, 0];
  const paths = globSync("**/*.{md,mdx,txt}", { cwd: source });
  for (let copy = 0; copy < copies; copy += 1) {
    for (const path of paths) {
      const text = varyText(readFileSync(join(source, path), "utf8"), copy);
      const file = join(target, `copy${copy}`, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      files += 1;
      bytes += Buffer.byteLength(text);
    }
  }
  return { files, bytes };
}
