import { fold, normalise } from "../../language/fold.ts";
import { dominantScript, scriptOfLanguage } from "../../language/script.ts";
import { words } from "../../language/words.ts";
import type { QuantifierKind } from "./quantifiers.ts";
import english from "./languages/en.json" with { type: "json" };
import french from "./languages/fr.json" with { type: "json" };
import hebrew from "./languages/he.json" with { type: "json" };
import russian from "./languages/ru.json" with { type: "json" };
import spanish from "./languages/es.json" with { type: "json" };

/** What is known of a language for comparing what two of its sentences say. Another language is one more file. */
interface LanguageFile {
  /** Very common words, by which the language is told from others of its script. */
  readonly common: readonly string[];
  /** Words that say little in an answer beside function words: they join, or speak of the source (`the page says`). */
  readonly light: readonly string[];
  /** Patterns and what to write instead, so that denials stand as words of their own. */
  readonly expand: readonly (readonly string[])[];
  /** Words that deny what comes next. */
  readonly denials: readonly string[];
  /** Phrases that hold such a word and deny nothing. */
  readonly affirming: readonly string[];
  /** What turns an adjective into its opposite. */
  readonly prefixes: readonly string[];
  /** Pairs of groups of words: whoever writes one where the other stood says the opposite. */
  readonly opposites: readonly (readonly (readonly string[])[])[];
  /** Words and phrases that say something of all, at any time, without end, or of nothing else. */
  readonly quantifiers: Readonly<Partial<Record<QuantifierKind, readonly string[]>>>;
  readonly numbers: Readonly<Record<string, number>>;
  /** Words that multiply the number before them. */
  readonly scales: Readonly<Record<string, number>>;
  readonly ordinals: Readonly<Record<string, number>>;
  /** Words that join the parts of a number. */
  readonly joining: readonly string[];
  /** Words that make a number inexact. */
  readonly approximate: readonly string[];
  /** Whether a comma stands before decimals. */
  readonly decimalComma: boolean;
}

/** The same, ready for looking up normalised words. */
export interface LanguageRules {
  readonly language: string;
  readonly expand: readonly (readonly [pattern: RegExp, instead: string])[];
  readonly denials: ReadonlySet<string>;
  /** Each as its words. */
  readonly affirming: readonly (readonly string[])[];
  readonly prefixes: readonly string[];
  /** By word: the number of its pair and which side it stands on. */
  readonly opposites: ReadonlyMap<string, readonly (readonly [pair: number, side: number])[]>;
  readonly quantifiers: ReadonlyMap<string, readonly QuantifierKind[]>;
  /** Those of several words, as their words. */
  readonly quantifierPhrases: readonly { readonly phrase: readonly string[]; readonly kind: QuantifierKind }[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly scales: ReadonlyMap<string, number>;
  readonly ordinals: ReadonlyMap<string, number>;
  readonly joining: ReadonlySet<string>;
  readonly approximate: ReadonlySet<string>;
  readonly decimalComma: boolean;
  readonly common: ReadonlySet<string>;
  readonly light: ReadonlySet<string>;
}

const files: Readonly<Record<string, LanguageFile>> = {
  en: english,
  es: spanish,
  fr: french,
  he: hebrew,
  ru: russian,
};

/** How words are written in the sets: normalised, without accents. */
export const plainForm = (word: string): string => fold(normalise(word));

const setOf = (list: readonly string[]): ReadonlySet<string> => new Set(list.map(plainForm));
const mapOf = (values: Readonly<Record<string, number>>): ReadonlyMap<string, number> =>
  new Map(Object.entries(values).map(([word, value]) => [plainForm(word), value]));

function oppositesOf(pairs: LanguageFile["opposites"]): LanguageRules["opposites"] {
  const places = new Map<string, (readonly [number, number])[]>();
  for (const [pair, sides] of pairs.entries())
    for (const [side, group] of sides.entries())
      for (const word of group) {
        const plain = plainForm(word);
        places.set(plain, [...(places.get(plain) ?? []), [pair, side]]);
      }
  return places;
}

function quantifiersOf(file: LanguageFile["quantifiers"]): Pick<LanguageRules, "quantifiers" | "quantifierPhrases"> {
  const quantifiers = new Map<string, QuantifierKind[]>();
  const quantifierPhrases: LanguageRules["quantifierPhrases"][number][] = [];
  for (const [name, list] of Object.entries(file)) {
    const kind = name as QuantifierKind;
    for (const written of list) {
      const phrase = written.split(" ").map(plainForm);
      const [word = "", ...others] = phrase;
      if (others.length > 0) quantifierPhrases.push({ phrase, kind });
      else quantifiers.set(word, [...(quantifiers.get(word) ?? []), kind]);
    }
  }
  return { quantifiers, quantifierPhrases };
}

function rulesOf(language: string, file: LanguageFile): LanguageRules {
  return {
    language,
    expand: file.expand.map(([pattern = "", instead = ""]) => [new RegExp(pattern, "gu"), instead] as const),
    denials: setOf(file.denials),
    affirming: file.affirming.map((phrase) => phrase.split(" ").map(plainForm)),
    prefixes: file.prefixes.map(plainForm),
    opposites: oppositesOf(file.opposites),
    ...quantifiersOf(file.quantifiers),
    numbers: mapOf(file.numbers),
    scales: mapOf(file.scales),
    ordinals: mapOf(file.ordinals),
    joining: setOf(file.joining),
    approximate: setOf(file.approximate),
    decimalComma: file.decimalComma,
    common: setOf(file.common),
    light: setOf(file.light),
  };
}

const nothing: Omit<LanguageFile, "decimalComma"> = {
  common: [],
  light: [],
  expand: [],
  denials: [],
  affirming: [],
  prefixes: [],
  opposites: [],
  quantifiers: {},
  numbers: {},
  scales: {},
  ordinals: {},
  joining: [],
  approximate: [],
};
const commaLanguages: ReadonlySet<string> = new Set(
  "bg bs ca cs da de el et fi hr hu id is it lt lv nb nl no pl pt ro sk sl sr sv tr uk vi".split(" "),
);

/** Builds the look-up of languages' rules; a language without a file has none, and its words are compared only. */
export function createLanguageRules() {
  const made = new Map<string, LanguageRules>();

  function rulesFor(language: string): LanguageRules {
    const known = made.get(language);
    if (known !== undefined) return known;
    const rules = rulesOf(language, files[language] ?? { ...nothing, decimalComma: commaLanguages.has(language) });
    made.set(language, rules);
    return rules;
  }

  /**
   * The language of a sentence that answers from sources in `sources`: theirs where the script and the common words allow
   * it, else the one whose common words it has, else the script's first. Short sentences are taken to be in the sources'.
   */
  function languageOf(text: string, sources: readonly string[]): string | undefined {
    const { script, share } = dominantScript(text);
    if (share === 0) return sources[0];
    const own = sources.filter((language) => scriptOfLanguage(language) === script);
    const candidates = [...new Set([...own, ...Object.keys(files)])].filter(
      (language) => scriptOfLanguage(language) === script,
    );
    const found = Array.from(words(text), (word) => plainForm(word.text));
    const counts = candidates.map((language) => {
      const { common } = rulesFor(language);
      return { language, count: found.filter((word) => common.has(word)).length };
    });
    const best = counts.reduce<{ language: string; count: number } | undefined>(
      (most, each) => (each.count > (most?.count ?? -1) ? each : most),
      undefined,
    );
    const [first] = own;
    if (first === undefined) return best?.language;
    const firstCount = counts.find(({ language }) => language === first)?.count ?? 0;
    return best !== undefined && best.count >= 2 && best.count >= 2 * firstCount + 1 ? best.language : first;
  }

  return { rulesFor, languageOf };
}

export type LanguageRulesSource = ReturnType<typeof createLanguageRules>;
