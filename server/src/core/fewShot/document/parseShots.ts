import { t } from "@vscode/l10n";
import type { FrontMatter, ShotsDocument } from "../shotsDocument.ts";
import { checkStructure } from "./checkStructure.ts";
import { isHeader, readDemonstrations } from "./demonstrations.ts";
import { readFrontMatter } from "./frontMatter.ts";
import { linesFrom } from "./lines.ts";
import { createFault, type ShotsFault } from "./shotsFault.ts";
import type { ShotsLayout } from "./shotsLayout.ts";

/** A document as it was read, what is wrong with its form in the order of the text, and where its parts stand. */
export interface ParsedShots {
  readonly document: ShotsDocument;
  readonly faults: readonly ShotsFault[];
  readonly layout: ShotsLayout;
}

/**
 * Reads a `.shots` document as `docs/shots-format.md` describes it. Never throws and never stops at a fault: what is not
 * understood is left out of the document. A document of another version has that as its only fault, and may be read
 * wrongly.
 */
export function parseShots(text: string): ParsedShots {
  const faults: ShotsFault[] = [];
  const top = readTop(text, faults);
  const { demonstrations, layouts } = readDemonstrations(text, top.next, faults);
  const document: ShotsDocument = { frontMatter: top.frontMatter, demonstrations };
  const layout: ShotsLayout = { ...(top.layout !== undefined && { frontMatter: top.layout }), demonstrations: layouts };
  const otherVersion = faults.filter(({ kind }) => kind === "unknown-version");
  if (otherVersion.length > 0) return { document, faults: otherVersion, layout };
  faults.push(...checkStructure(document, layout));
  return { document, faults: faults.sort((a, b) => a.range.start - b.range.start), layout };
}

interface Top {
  readonly frontMatter: FrontMatter;
  readonly layout?: NonNullable<ShotsLayout["frontMatter"]>;
  /** Where the lines of the demonstrations begin. */
  readonly next: number;
}

const isFence = (line: string): boolean => line.trimEnd() === "---";

/** Reads the front matter; one that is not closed ends before the first demonstration. */
function readTop(text: string, faults: ShotsFault[]): Top {
  const start = text.startsWith("\ufeff") ? 1 : 0;
  const lines = linesFrom(text, start);
  const first = lines.next().value;
  if (first === undefined || !isFence(first.text)) {
    const message = t("A .shots document begins with the lines ---, shots: 1 and ---, which are not here.");
    faults.push(createFault("no-front-matter", first ?? { start, end: start }, message));
    return { frontMatter: { shots: 1 }, next: start };
  }
  const yamlStart = Math.min(first.next, text.length);
  for (const line of lines) if (isFence(line.text)) return { ...read(line.start, line.end), next: line.next };
  for (const { text: words, start: cut } of linesFrom(text, yamlStart)) {
    if (isHeader(words)) return { ...unclosed(cut), next: cut };
  }
  return { ...unclosed(text.length), next: text.length + 1 };

  function read(yamlEnd: number, end: number) {
    const { frontMatter, keys } = readFrontMatter(text.slice(yamlStart, yamlEnd), yamlStart, faults);
    const range = { start, end };
    return { frontMatter, layout: { range, yaml: { start: yamlStart, end: yamlEnd }, keys } };
  }
  function unclosed(end: number) {
    const range = { start, end: start + 3 };
    faults.push(
      createFault("unclosed-front-matter", range, t("The front matter has no end: put a line --- after it.")),
    );
    return read(end, end);
  }
}
