import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fnv1a } from "../../server/src/core/fnv.ts";

const endings = ["ora", "ium", "ent", "ako", "ism", "yte", "ule", "arn"];

/**
 * Another product's documentation, as it were: one in ten of the longer words is another word in this copy, the same one
 * throughout, so that the vocabulary grows with the corpus as that of real text does. Copy 0 is the text itself.
 */
function varyText(text: string, copy: number): string {
  if (copy === 0) return text;
  return text.replace(/(?<![\w/.-])\p{L}{5,}(?![\w/.-])/gu, (word) => {
    const hash = fnv1a(`${copy} ${word.toLowerCase()}`);
    return hash % 10 === 0 ? `${word.slice(0, -1)}${endings[(hash >>> 8) % endings.length] ?? ""}` : word;
  });
}

/**
 * Writes `copies` of a folder's documents, varied, as `copy0/`, `copy1/`, …, the last one in part where `copies` is no
 * whole number. Files that are there stay. Returns how many files and bytes it comes to.
 */
export function writeVariedCopies(source: string, target: string, copies: number) {
  let [files, bytes] = [0, 0];
  const paths = globSync("**/*.{md,mdx,txt}", { cwd: source }).sort();
  for (let copy = 0; copy < copies; copy += 1) {
    for (const path of paths.slice(0, Math.ceil((copies - copy) * paths.length))) {
      const file = join(target, `copy${copy}`, path);
      if (!existsSync(file)) {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, varyText(readFileSync(join(source, path), "utf8"), copy));
      }
      files += 1;
      bytes += statSync(file).size;
    }
  }
  return { files, bytes };
}
