import { t } from "@vscode/l10n";
import { createFault, quoted, type ShotsFault } from "./shotsFault.ts";

const escape = /\\u\{([^}]*\}?)/gu;
const scalarValue = /^([0-9A-Fa-f]{1,6})\}$/u;

/**
 * Puts the characters of `\u{HEX}` in their places; every other backslash is itself. An escape that is no Unicode scalar
 * value is a fault and stays as it is written. `start` is where `written` stands in the document.
 */
export function unescape(written: string, start: number, faults: ShotsFault[]): string {
  if (!written.includes("\\u{")) return written;
  return written.replaceAll(escape, (whole: string, inner: string, at: number) => {
    const code = Number.parseInt(scalarValue.exec(inner)?.[1] ?? "110000", 16);
    if (code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) return String.fromCodePoint(code);
    faults.push(
      createFault(
        "bad-escape",
        { start: start + at, end: start + at + whole.length },
        t(
          "{0} is no character: write one to six hexadecimal digits of a Unicode scalar value between the braces, or \\u{5C}u{ for the three characters themselves.",
          quoted(whole),
        ),
      ),
    );
    return whole;
  });
}

/** What an editor would change or show misleadingly: controls other than tabs, line separators, controls of direction. */
const misleading = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

const escaped = (characters: string): string =>
  Array.from(characters, (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`).join("");

/** Writes a line of text: nothing in it is lost to an editor that trims lines. Line ends in it are escaped. */
export function escapeLine(text: string): string {
  const written = text.replaceAll("\\u{", "\\u{5C}u{").replaceAll(misleading, escaped);
  const kept = written.trimEnd();
  return kept + escaped(written.slice(kept.length));
}

/** The same for a value or a name, which is read without the white space at either end. */
export function escapeValue(text: string): string {
  const written = escapeLine(text);
  const kept = written.trimStart();
  return escaped(written.slice(0, written.length - kept.length)) + kept;
}
