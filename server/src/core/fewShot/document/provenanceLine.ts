import { t } from "@vscode/l10n";
import type { ShotsProvenance } from "../shotsDocument.ts";
import type { ShotsLine } from "./lines.ts";
import { createFault, onOneLine, quoted, type ShotsFault } from "./shotsFault.ts";

const form = /^@ (\S+) (\d+)-(\d+) sha256:([0-9a-f]{16,64})(?: (.*))?$/u;
const attribute = /^([\p{L}][\p{L}\p{N}-]*):(\S+)$/u;
const word = /^[\p{L}\p{N}-]+$/u;

/** Reads a provenance line; one that is not in the form of the format is a fault and gives nothing. */
export function readProvenance(line: ShotsLine, faults: ShotsFault[]): ShotsProvenance | undefined {
  const read = parse(line, faults);
  if (typeof read === "object") return read;
  faults.push(createFault("bad-provenance", line, read));
  return undefined;
}

/** The provenance, or what is wrong with it. */
function parse(line: ShotsLine, faults: ShotsFault[]): ShotsProvenance | string {
  const [, written = "", from = "", to = "", contentHash, rest] = form.exec(line.text.trimEnd()) ?? [];
  if (contentHash === undefined) {
    return t("A provenance line reads: @ PATH START-END sha256:HASH, with one space between its parts.");
  }
  const path = decodePath(written);
  if (path === undefined) {
    return t(
      "The path {0} is not percent-encoded: write %25 for a per cent sign and %20 for a space.",
      quoted(written),
    );
  }
  const [startOffset, endOffset] = [Number(from), Number(to)];
  if (!Number.isSafeInteger(endOffset) || startOffset > endOffset) {
    return t(
      "The range {0} ends before it begins, or is too large: give START-END in code units.",
      onOneLine(`${from}-${to}`, 60),
    );
  }
  const attributes = readAttributes(rest, line, faults);
  return typeof attributes === "string" ? attributes : { path, startOffset, endOffset, contentHash, ...attributes };
}

interface Attributes {
  language?: string;
  kind?: string;
  confidence?: number;
  flags?: string[];
}

/** The attributes, or what is wrong with them; unknown ones are passed over with a warning. */
function readAttributes(rest: string | undefined, line: ShotsLine, faults: ShotsFault[]): Attributes | string {
  const read: Attributes = {};
  for (const part of rest?.split(" ") ?? []) {
    const [, name, value = ""] = attribute.exec(part) ?? [];
    if (name === undefined) return t("{0} is no attribute: write NAME:VALUE, with one space before it.", quoted(part));
    const twice = t("The attribute {0} stands twice on this line: keep one.", quoted(name));
    switch (name) {
      case "lang":
        if (read.language !== undefined) return twice;
        if (!/^[a-z]{2,3}$/u.test(value)) return t("{0} is no language code, such as en or he.", quoted(value));
        read.language = value;
        break;
      case "kind":
        if (read.kind !== undefined) return twice;
        if (!word.test(value)) return t("The kind {0} may hold letters, digits and hyphens only.", quoted(value));
        read.kind = value;
        break;
      case "confidence":
        if (read.confidence !== undefined) return twice;
        if (!/^\d+(?:\.\d+)?(?:e-\d+)?$/u.test(value) || Number(value) > 1) {
          return t("The confidence {0} is not a number between 0 and 1.", quoted(value));
        }
        read.confidence = Number(value);
        break;
      case "flag":
        if (!word.test(value)) return t("The flag {0} may hold letters, digits and hyphens only.", quoted(value));
        (read.flags ??= []).push(value);
        break;
      default:
        faults.push(
          createFault(
            "unknown-attribute",
            line,
            t(
              "This version of the format does not know the attribute {0}: it knows lang, kind, confidence and flag.",
              quoted(name),
            ),
          ),
        );
    }
  }
  return read;
}

/** Writes a provenance as its line, without the line end. */
export function writeProvenance(provenance: ShotsProvenance): string {
  const { path, startOffset, endOffset, contentHash, language, kind, confidence, flags = [] } = provenance;
  return [
    `@ ${encodePath(path)} ${startOffset}-${endOffset} sha256:${contentHash}`,
    ...(language === undefined ? [] : [`lang:${language}`]),
    ...(kind === undefined ? [] : [`kind:${kind}`]),
    ...(confidence === undefined ? [] : [`confidence:${confidence}`]),
    ...flags.map((flag) => `flag:${flag}`),
  ].join(" ");
}

/** Percent-encodes white space, control characters and per cent signs, and nothing else. */
export const encodePath = (path: string): string =>
  path.replaceAll(/[\s\u0000-\u001f\u007f-\u009f%]/gu, encodeURIComponent);

/** The path as it is; `undefined` where it is not percent-encoded. */
export function decodePath(written: string): string | undefined {
  if (/%(?![0-9A-Fa-f]{2})/u.test(written)) return undefined;
  try {
    return written.replaceAll(/(?:%[0-9A-Fa-f]{2})+/gu, decodeURIComponent);
  } catch {
    return undefined;
  }
}
