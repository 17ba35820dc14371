/**
 * How long completion of files, folders and headings takes, on 3,000 files with ten headings each in a real store.
 *
 *   node bench/mentions.ts [--files 3000] [--headings 10]
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openStore } from "../server/src/adapters/sqlite/openStore.ts";
import { createFileCatalogue } from "../server/src/core/indexing/fileCatalogue.ts";
import { createMentionCompletion, type MentionQuery } from "../server/src/core/mentions/completeMentions.ts";
import { sha256, valueOf } from "./benchFolder.ts";

const { values } = parseArgs({
  options: { files: { type: "string", default: "3000" }, headings: { type: "string", default: "10" } },
});

const words = ["travel", "policy", "backup", "מדיניות", "החזרים", "отпуск", "сроки", "dégât", "costs", "规定", "owner"];
const wordsAt = (number: number, count: number): string =>
  Array.from({ length: count }, (_, place) => words[(number * 7 + place * 3 + (number >> place)) % words.length]).join(
    " ",
  );

const indexDir = mkdtempSync(join(tmpdir(), "ask-docs-mentions-"));
const store = valueOf(openStore({ indexDir }));
store.transaction(() => {
  for (let number = 0; number < Number(values.files); number += 1) {
    const path = `part ${number % 40}/${wordsAt(number >> 3, 2)}/${wordsAt(number, 3)} ${number}.md`;
    const outline = Array.from({ length: Number(values.headings) }, (_, place) => ({
      text: `${wordsAt(number * 11 + place, 4)} ${place}`,
      level: place === 0 ? 1 : 2 + (place % 2),
      start: place * 100,
      end: place * 100 + 100,
    }));
    const file = { path, size: 1000, modified: 1e12 + number, contentHash: sha256(path), language: "en" };
    store.replaceFile({ ...file, title: wordsAt(number, 4), aliases: [], tags: [], pipeline: "" }, [], [], [], outline);
  }
});
const files = createFileCatalogue();
files.replaceAll(store.files());

const { complete, readAhead } = createMentionCompletion({ files, store });
const timed = (query: Pick<MentionQuery, "of" | "typed">): number => {
  const start = process.cpuUsage();
  complete({ ...query, limit: 20, recent: [] });
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};
const typed = ["", "t", "tr", "travel", "travel po", "מדיניות ה", "отп", "zqx", "tvlplcy", "規", "backup owner costs"];
for (const kind of ["places", "headings"] as const) {
  const first = timed({ of: kind, typed: "" });
  let longest = 0;
  let begun = performance.now();
  for (const _step of readAhead(kind)) {
    longest = Math.max(longest, performance.now() - begun);
    begun = performance.now();
  }
  const second = timed({ of: kind, typed: "t" });
  const times = typed
    .flatMap((each) => Array.from({ length: 20 }, () => timed({ of: kind, typed: each })))
    .sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1);
  const shown = `first ${first.toFixed(0)}, longest step between ${longest.toFixed(0)}, second ${second.toFixed(0)}, then p50 ${at(0.5)}, p95 ${at(0.95)}, most ${at(1)}`;
  process.stdout.write(`${kind}: ${shown} ms\n`);
}
process.stdout.write(`${Math.round(process.memoryUsage().heapUsed / 1e6)} MB of heap\n`);
store.close();
rmSync(indexDir, { recursive: true });
