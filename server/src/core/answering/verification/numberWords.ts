import type { LanguageRules } from "./languageRules.ts";
import type { ReadWord } from "./readWords.ts";

/** A number written in words. */
export interface SpelledNumber {
  readonly value: number;
  /** Its last word. */
  readonly last: number;
  /** A single word that is often none: `one`, `second`, `double`, `thousands`. */
  readonly isLoose: boolean;
}

interface Part {
  readonly value: number;
  readonly isScale: boolean;
}

/** Builds the reader of numbers in words: `twenty-five`, `двести тысяч`, `quatre-vingt-dix`, `עשרים וחמישה`. */
export function createNumberWords(rules: LanguageRules) {
  const conjunction = rules.language === "he" ? /^ו(?=.{2})/u : undefined;

  function partOf(plain: string): Part | undefined {
    const value = rules.numbers.get(plain);
    if (value !== undefined) return { value, isScale: false };
    const scale = rules.scales.get(plain);
    return scale === undefined ? undefined : { value: scale, isScale: true };
  }

  function partsOf({ plain }: ReadWord): readonly Part[] | undefined {
    const whole = partOf(plain);
    if (whole !== undefined) return [whole];
    if (plain.includes("-")) {
      const parts = plain
        .split("-")
        .filter((part) => !rules.joining.has(part))
        .map(partOf);
      return parts.every((part) => part !== undefined) ? parts : undefined;
    }
    const bare = conjunction === undefined ? plain : plain.replace(conjunction, "");
    const part = bare === plain ? undefined : partOf(bare);
    return part === undefined ? undefined : [part];
  }

  return function numberAt(words: readonly ReadWord[], at: number): SpelledNumber | undefined {
    const first = words[at];
    if (first === undefined) return undefined;
    const ordinal = rules.ordinals.get(first.plain);
    const firstParts = partsOf(first);
    if (firstParts === undefined)
      return ordinal === undefined ? undefined : { value: ordinal, last: at, isLoose: ordinal <= 2 };
    const parts = [...firstParts];
    let last = at;
    for (;;) {
      const joins = rules.joining.has(words[last + 1]?.plain ?? "") ? 2 : 1;
      const next = words[last + joins];
      const more = next?.clause === first.clause ? partsOf(next) : undefined;
      if (more === undefined || valueOf([...parts, ...more]) === undefined) break;
      parts.push(...more);
      last += joins;
    }
    const value = valueOf(parts);
    if (value === undefined) return undefined;
    const isLoose = last === at && (value <= 2 || parts.length === 1) && (value <= 2 || parts[0]?.isScale === true);
    return { value, last, isLoose };
  };
}

/** Adds and multiplies parts as languages do; undefined where they are no one number (`two three`). */
function valueOf(parts: readonly Part[]): number | undefined {
  let [total, current] = [0, 0];
  let lastScale = Infinity;
  for (const { value, isScale } of parts) {
    if (isScale && value >= 1000) {
      if (value >= lastScale) return undefined;
      lastScale = value;
      total += (current === 0 ? 1 : current) * value;
      current = 0;
    } else if (isScale) {
      if (current >= 100) return undefined;
      current = (current === 0 ? 1 : current) * value;
    } else if (current === 4 && value === 20) current = 80;
    else if (current === 0) current = value;
    else if (fits(current, value)) current += value;
    else return undefined;
  }
  return total + current;
}

/** Whether a smaller number may follow: 20 and 5, 200 and 50, 60 and 15 (French), 3 and 10 (Hebrew teens). */
function fits(current: number, value: number): boolean {
  if (current % 100 === 0) return value < 100;
  if (current % 10 === 0 && current % 100 >= 20) return value < 10 || ([60, 80].includes(current % 100) && value < 20);
  return current % 100 < 10 && value === 10 && current % 100 > 1;
}
