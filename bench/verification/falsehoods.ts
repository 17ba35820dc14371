import type { LabelledDocument } from "./sentences.ts";

/** A way of making a true sentence false. */
export const falsehoodKinds = ["number", "date", "name", "nameOfPassage", "quote", "negation", "quantifier"] as const;
export type FalsehoodKind = (typeof falsehoodKinds)[number];

/** Something of the corpus to take wrong names and words from. */
export interface CorpusWords {
  /** Names by the number of their words. */
  readonly names: ReadonlyMap<number, readonly string[]>;
  /** Longer words that are no names. */
  readonly words: readonly string[];
}

/** A generator of numbers that is the same in every run. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;
const pick = <T>(list: readonly T[], random: Random): T | undefined => list[Math.floor(random() * list.length)];

const months: Readonly<Record<string, string>> = {
  en: "January February March April May June July August September October November December",
  es: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
  ru: "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
  he: "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
  fr: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
};
const numberWords: Readonly<Record<string, string>> = {
  en: "two three four five six seven eight nine ten twelve",
  es: "dos tres cuatro cinco seis siete ocho nueve diez doce",
  ru: "два три четыре пять шесть семь восемь девять десять",
  he: "שלוש ארבע חמש שש שבע שמונה תשע",
  fr: "deux trois quatre cinq six sept huit neuf dix douze",
};

const isYear = (digits: string): boolean => /^(?:1[0-9]|20)\d\d$/u.test(digits);
const number = /(?<![\p{L}\d.,:/-])\d[\d.,]*(?<=\d)(?![\d\p{L}:/])/gu;

function otherDigits(digits: string, random: Random): string {
  const at = Math.floor(random() * digits.length);
  const place = /\d/u.test(digits.charAt(at)) ? at : 0;
  const digit = Number(digits.charAt(place));
  const other =
    place === 0 ? 1 + ((digit - 1 + 1 + Math.floor(random() * 8)) % 9) : (digit + 1 + Math.floor(random() * 9)) % 10;
  return digits.slice(0, place) + String(other) + digits.slice(place + 1);
}

const replaceAt = (text: string, index: number, length: number, other: string): string =>
  text.slice(0, index) + other + text.slice(index + length);

function changeNumber(text: string, language: string, random: Random): string | undefined {
  const found = [...text.matchAll(number)].filter(([digits]) => !isYear(digits));
  const chosen = pick(found, random);
  if (chosen !== undefined) return replaceAt(text, chosen.index, chosen[0].length, otherDigits(chosen[0], random));
  return swapListed(text, (numberWords[language] ?? "").split(" "), random);
}

function changeDate(text: string, language: string, random: Random): string | undefined {
  const years = [...text.matchAll(number)].filter(([digits]) => isYear(digits));
  const chosen = pick(years, random);
  const byMonth = swapListed(text, (months[language] ?? "").split(" "), random);
  if (byMonth !== undefined && (chosen === undefined || random() < 0.5)) return byMonth;
  if (chosen === undefined) return undefined;
  const shift = (1 + Math.floor(random() * 30)) * (random() < 0.5 ? -1 : 1);
  return replaceAt(text, chosen.index, 4, String(Number(chosen[0]) + shift));
}

function swapListed(text: string, list: readonly string[], random: Random): string | undefined {
  const present = list.filter((word) => new RegExp(`(?<!\\p{L})[בלמה]?${word}(?!\\p{L})`, "u").test(text));
  const word = pick(present, random);
  const other = pick(
    list.filter((each) => each !== word),
    random,
  );
  if (word === undefined || other === undefined) return undefined;
  return text.replace(new RegExp(`(?<!\\p{L})([בלמה]?)${word}(?!\\p{L})`, "u"), `$1${other}`);
}

/** Capitalised words in a row inside a sentence. */
export const capitalNames = (text: string): readonly string[] =>
  Array.from(
    text.matchAll(/(?<=[\p{Ll}\p{N},] )\p{Lu}\p{Ll}{2,}(?: \p{Lu}\p{Ll}{2,})*(?![\p{L}\p{M}’'-])/gu),
    ([name]) => name,
  );

function changeName(
  text: string,
  document: LabelledDocument,
  corpus: CorpusWords,
  known: readonly string[],
  random: Random,
  fromPassage: boolean,
): string | undefined {
  const own = (known.length > 0 ? known : capitalNames(text)).filter((name) => text.includes(name));
  const name = pick(own, random);
  if (name === undefined) return undefined;
  const count = name.split(" ").length;
  const others = fromPassage
    ? (known.length > 0 ? known : capitalNames(document.text)).filter((other) => document.text.includes(other))
    : (corpus.names.get(count) ?? []).filter(
        (other) => !document.text.includes(other) && !document.title.includes(other),
      );
  const other = pick(
    others.filter((each) => each.split(" ").length === count && !overlaps(each, name) && !text.includes(each)),
    random,
  );
  return other === undefined ? undefined : text.replace(name, other);
}

const overlaps = (one: string, other: string): boolean =>
  one.split(" ").some((word) => other.split(" ").some((each) => each.slice(0, 4) === word.slice(0, 4)));

const saying: Readonly<Record<string, string>> = {
  en: "The page says",
  es: "El texto dice",
  ru: "В тексте сказано",
  he: "בטקסט נאמר",
  fr: "La page dit",
};
const marks: Readonly<Record<string, readonly [string, string]>> = {
  en: ["“", "”"],
  es: ["«", "»"],
  ru: ["«", "»"],
  he: ['"', '"'],
  fr: ["« ", " »"],
};

/** A stretch of five to ten words in quotation marks; undefined where marks stand in it already. */
export function quotation(
  text: string,
  language: string,
  random: Random,
): { readonly quoted: string; readonly wrap: (quoted: string) => string } | undefined {
  const words = text.replace(/[.!?…]$/u, "").split(" ");
  const length = 5 + Math.floor(random() * 6);
  if (words.length < length) return undefined;
  const start = Math.floor(random() * (words.length - length + 1));
  const quoted = words
    .slice(start, start + length)
    .join(" ")
    .replace(/[,;:]$/u, "");
  if (/["“”„«»״()[\]]/u.test(quoted)) return undefined;
  const [open, close] = marks[language] ?? ["“", "”"];
  return { quoted, wrap: (inside) => `${saying[language] ?? ""}: ${open}${inside}${close}.` };
}

function changeQuote(text: string, language: string, corpus: CorpusWords, random: Random): string | undefined {
  const found = quotation(text, language, random);
  if (found === undefined) return undefined;
  const words = found.quoted.split(" ");
  const places = words.flatMap((word, place) => (/^\p{Ll}{4,}$|^[\u05D0-\u05EA]{3,}$/u.test(word) ? [place] : []));
  const place = pick(places, random);
  const other = pick(
    corpus.words.filter((word) => word.slice(0, 3) !== words[place ?? 0]?.slice(0, 3)),
    random,
  );
  return place === undefined || other === undefined ? undefined : found.wrap(words.with(place, other).join(" "));
}

/** How a denial is taken out and put in: patterns with what to write instead, tried in order. */
const denials: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  en: [
    [/ (?:does|do|did) not (?=\p{Ll}{3})/u, " "],
    [/(?<= (?:is|are|was|were|can|could|may|will|would|has|have|had|be)) not (?!only|just|merely)/u, " "],
    [/ (is|are|was|were|can|could|will|would|has|have|had|may|must|should) (?!not |no |only )/u, " $1 not "],
  ],
  es: [
    [/(?<= |^)no (?=(?:se |le |la |lo |les |los )?\p{Ll}{3})(?!solo|sólo|obstante|solamente|menos)/u, ""],
    [/ (es|son|era|eran|fue|fueron|está|están|tiene|tienen|puede|pueden|había|hay|ha|han|podía) /u, " no $1 "],
  ],
  ru: [
    [/(?<= |^)не (?=\p{Ll}{4})(?!только|менее|более|просто)/u, ""],
    [
      / (был|была|было|были|является|являются|может|могут|имеет|имеют|стал|стала|стали|получил|получила|использует|используют|находится|находятся|состоит|существует|существуют) /u,
      " не $1 ",
    ],
  ],
  he: [
    [/(?<= |^)לא (?=[\u05D0-\u05EA]{3})(?!רק|פחות|אחת|מעט)/u, ""],
    [/ (היה|הייתה|היו|הוא|היא|הם|יכול|יכולה|יכולים|ניתן|נחשב|נחשבת|מהווה|קיבל|קיבלה|נוצר|נוצרה) (?!לא)/u, " לא $1 "],
  ],
  fr: [
    [/ (?:ne |n’|n')(\p{Ll}+) pas (?!seulement)/u, " $1 "],
    [
      / (est|sont|doit|doivent|peut|peuvent|a|ont|sera|seront|permet|permettent|avez|pouvez|devez) (?!pas|été|plus)/u,
      " ne $1 pas ",
    ],
  ],
};

function changeNegation(text: string, language: string): string | undefined {
  for (const [pattern, instead] of denials[language] ?? []) {
    const changed = text.replace(pattern, instead);
    if (changed !== text) return changed.replace(/ {2,}/gu, " ").replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
  }
  return undefined;
}

/** Where a word that says more fits in, and which one: after a verb, by the length of the sentence. */
const quantified: Readonly<Record<string, readonly [RegExp, readonly string[]]>> = {
  en: [/ (?:is|are|was|were|has|have|had|can|will|may|must) (?!always|only|not )/u, ["always", "only", "permanently"]],
  es: [/ (?:es|son|era|eran|fue|está|están|tiene|tienen|puede|pueden|había|ha|han) /u, ["siempre", "solamente"]],
  ru: [
    / (?:был|была|было|были|является|являются|может|могут|имеет|имеют|стал|стала|получил|находится|находятся|состоит) /u,
    ["всегда", "только"],
  ],
  he: [/ (?:היה|הייתה|היו|הוא|היא|הם|יכול|יכולה|ניתן|נחשב|נחשבת|מהווה) (?!לא)/u, ["תמיד", "רק"]],
  fr: [/ (?:est|sont|doit|doivent|peut|peuvent|a|ont|sera|seront|permet) (?!pas|plus)/u, ["toujours", "uniquement"]],
};

/** Undefined where the passage says such a word anywhere: it might be true then. */
function addQuantifier(text: string, { language, text: passage }: LabelledDocument): string | undefined {
  const [verb, list] = quantified[language] ?? [/$^/u, []];
  const word = list[text.length % list.length];
  const found = verb.exec(text);
  if (word === undefined || found === null || list.some((other) => passage.toLowerCase().includes(other)))
    return undefined;
  return replaceAt(text, found.index, found[0].length, `${found[0]}${word} `);
}

/** Makes a true sentence false in one way; undefined where that way does not fit. `known`: names that are known as such. */
export function falsify(
  kind: FalsehoodKind,
  text: string,
  document: LabelledDocument,
  corpus: CorpusWords,
  known: readonly string[],
  random: Random,
): string | undefined {
  switch (kind) {
    case "number":
      return changeNumber(text, document.language, random);
    case "date":
      return changeDate(text, document.language, random);
    case "name":
    case "nameOfPassage":
      return changeName(text, document, corpus, known, random, kind === "nameOfPassage");
    case "quote":
      return changeQuote(text, document.language, corpus, random);
    case "negation":
      return changeNegation(text, document.language);
    case "quantifier":
      return addQuantifier(text, document);
  }
}
