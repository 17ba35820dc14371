import { t } from "@vscode/l10n";
import { decodeText } from "../../documents/decode.ts";
import type { Block } from "../../documents/document.ts";
import type { ParserRegistry } from "../../documents/parsers.ts";
import type { Page } from "../../evaluation/making/page.ts";
import { collectDefinitions } from "../../hover/collectDefinitions.ts";
import type { Analyser } from "../../language/analyse.ts";
import { languageOf, type LanguageDetector } from "../../language/detect.ts";
import type { Hash, Workspace } from "../../ports.ts";
import { failure, success, type Result } from "../../result.ts";

/** A page as it is on disk, with the hash of its bytes. */
export interface HashedPage extends Page {
  readonly contentHash: string;
}

const sampleLength = 1200;

/** Builds the reading of pages straight from the folder, so that nothing has to be indexed first. */
export function createPageReader(ports: {
  readonly workspace: Pick<Workspace, "read">;
  readonly parsers: ParserRegistry;
  readonly analyser: Analyser;
  readonly detect: LanguageDetector;
  readonly hash: Hash;
}) {
  const { workspace, parsers, analyser, detect, hash } = ports;

  return async function readPage(path: string): Promise<Result<HashedPage>> {
    const read = await workspace.read(path);
    if (!read.ok) return read;
    const decoded = decodeText(read.value);
    if (!decoded.ok) return decoded;
    const parser = parsers.parserFor(path);
    if (parser === undefined) return failure("unreadable", t("{0}: files of this type cannot be read yet.", path));
    const { text } = decoded.value;
    const document = parser.parse(text);
    const language = document.language ?? languageOf(sampleOf(document.blocks), detect);
    const definitions = collectDefinitions({ path, text, document, language }, analyser);
    const title = document.title ?? (path.split("/").at(-1) ?? path).replace(/\.[^.]+$/u, "");
    const { aliases, blocks } = document;
    return success({ path, language, title, aliases, text, blocks, definitions, contentHash: hash(read.value) });
  };
}

function sampleOf(blocks: readonly Block[]): string {
  let sample = "";
  for (const block of blocks) {
    if (block.kind !== "code") sample += `${block.plain}\n`;
    if (sample.length > sampleLength) break;
  }
  return sample;
}
