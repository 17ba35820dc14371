import { createHash } from "node:crypto";
import type { FileRecord } from "../../core/ports.ts";
import type { NewDefinition } from "./definitions.ts";
import type { NewPassage } from "./passages.ts";

/** SHA-256, hexadecimal. */
export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A file with every field filled. */
export const sampleFile = (path: string): Omit<FileRecord, "id"> => ({
  path,
  size: 1234,
  modified: 1_700_000_000_000.25,
  contentHash: hashOf(path),
  language: "he",
  title: "מדריך נסיעות",
  aliases: ["נסיעות", "travel"],
  tags: ["policy"],
  date: "2025-03-01",
  pipeline: "markdown@1",
});

/** A passage with every field filled. */
export const samplePassage = (text: string): NewPassage => ({
  start: 10,
  end: 10 + text.length,
  startLine: 2,
  endLine: 3,
  language: "he",
  breadcrumb: ["Guide", "Costs"],
  text,
  plain: text.replaceAll("*", ""),
  sentences: Uint32Array.of(0, 4, 4, text.length),
  vectorKey: hashOf(text),
  terms: [
    { terms: ["guide"], frequencies: [1] },
    { terms: [], frequencies: [] },
    { terms: ["travel", "guide", "הוצאות"], frequencies: [2, 1, 300] },
  ],
});

/** A definition with every field filled. */
export const sampleDefinition = (term: string): NewDefinition => ({
  term,
  keys: [term.toLowerCase(), `\`${term}`],
  kind: "glossary",
  start: 7,
  end: 99,
  excerptStart: 12,
  excerpt: `${term}: what it means\nin two lines…`,
});
