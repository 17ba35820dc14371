import { normalise } from "./fold.ts";
import { isIdentifier } from "./identifiers.ts";

const grouped = /^\d{1,3}(?:[.,'’٬ ]\d{3})+$/u;
const decimalComma = /^(\d+)[,٫](\d{1,2}|\d{4,})$/u;
const percent = /^(.*\d) ?[%٪]$/u;
const dotted = /(?<![\d.])\d+(?:\.\d+)+/gu;
/** `--dry-run`, `-v`, `.NET`, `@scope/pkg`, `#tag`, `/etc/passwd`, `C++`, `C#`. */
const marked = /^(?:--?\p{L}|[.@#/~$])|(?:\+\+|#)$/u;
const measured = /^\p{N}+\p{L}+$/u;
const latin = /\p{Script=Latin}/u;
const otherLetters = /[[\p{L}\p{M}]--[\p{Script=Latin}\p{Script=Greek}µ\u0300-\u036F]]+/v;
const outerJoiners = /^[_\-/:+,"'’ ]+|[._\-/:@,"'’ ]+$/gu;

/** A number in one writing: no signs between thousands, a point before decimals. */
function plainNumber(token: string): string | undefined {
  if (grouped.test(token)) return token.replace(/\D/gu, "");
  const [, whole, fraction] = decimalComma.exec(token) ?? [];
  return fraction === undefined ? undefined : `${whole ?? ""}.${fraction}`;
}

/** Versions by each of their beginnings: `v2.3.1` is found as 2.3.1 and as 2.3. */
function versionTerms(token: string): readonly string[] {
  if (!/\d\.\d/u.test(token)) return [];
  return [...token.matchAll(dotted)].flatMap(([version]) => {
    const numbers = version.split(".");
    return numbers.slice(1).map((_, place) => numbers.slice(0, place + 2).join("."));
  });
}

function ofName(written: string): readonly string[] {
  const token = normalise(written);
  const amount = percent.exec(token)?.[1];
  if (amount !== undefined) return [...ofName(amount), `${plainNumber(amount) ?? amount}%`];
  const number = plainNumber(token);
  if (number !== undefined) return token.includes(".") ? [token, number] : [number];
  const isName = marked.test(token) || isIdentifier(written) || measured.test(token);
  return [...(isName ? [token] : []), ...versionTerms(token)];
}

/**
 * The terms that a name, version or number has as a whole beside those of its parts; none for a plain word. Letters of
 * another script that are written onto a name do not hide it: `ב-maxRetryCount`, `API-ключ`, `maxRetryCount를`.
 */
export function wholeTerms(token: string): readonly string[] {
  if (!otherLetters.test(token)) return ofName(token);
  const names = token
    .split(otherLetters)
    .map((name) => name.replace(outerJoiners, ""))
    .filter((name) => name !== "");
  if (names.length === 0) return ofName(token);
  const own = latin.test(token) || !token.includes("_") ? [] : [normalise(token)];
  return [...own, ...names.flatMap(ofName)];
}

/** Whether a token's parts say something else than it says: `1,000` is not 1 and 0. */
export const isOneNumber = (token: string): boolean => {
  const number = normalise(token).replace(/ ?[%٪]$/u, "");
  return !number.includes(" ") && (grouped.test(number) || decimalComma.test(number));
};
