/** A path taken apart from what says its language or version. */
export interface PathParts {
  /** The path with the languages and versions in it left out. */
  readonly page: string;
  readonly languages: readonly string[];
  readonly versions: readonly string[];
}

const language = /^[a-z]{2,3}(?:[-_][A-Z][A-Za-z]{1,3})?$/u;
const version = /^(?:v?\d+(?:[._]\d+)*(?:\.x)?|latest|stable|next|current|main|master|dev|legacy|old)$/iu;
const knownLanguages = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

const isLanguage = (part: string): boolean =>
  language.test(part) && knownLanguages.of(part.replace("_", "-")) !== undefined;

const betweenNameParts = /(?=\.)|[-_](?=v?\d+(?:[._]\d+)*(?:\.|$)|[a-z]{2}(?:\.|$))/u;

/** `docs/v1/setup.ru.md` is the page `docs/setup.md` in version v1 and language ru. */
export function pathParts(path: string): PathParts {
  const languages: string[] = [];
  const versions: string[] = [];
  const keep = (part: string): boolean => {
    if (isLanguage(part)) languages.push(part);
    else if (version.test(part)) versions.push(part.toLowerCase());
    else return true;
    return false;
  };
  const folders = path.split("/");
  const [first = "", ...others] = (folders.pop() ?? "").split(betweenNameParts);
  const extension = others.pop() ?? "";
  const name = [first, ...others.filter((part) => keep(part.replace(/^\./u, ""))), extension].join("");
  return { page: [...folders.filter(keep), name].join("/"), languages, versions };
}

/** How two paths are shown to be one page again: in another version or another language. */
export function pathTwins(one: PathParts, other: PathParts): "version" | "translation" | undefined {
  if (one.page !== other.page) return undefined;
  const sameLanguage = one.languages.join() === other.languages.join();
  if (one.versions.join() !== other.versions.join()) return sameLanguage ? "version" : undefined;
  return sameLanguage ? undefined : "translation";
}
