import { fold, normalise } from "../../language/fold.ts";
import type { FileRecord } from "../../ports.ts";
import { languageCode } from "./filterValues.ts";
import { modifiedRange } from "./modifiedDates.ts";
import type { Filter } from "./query.ts";
import { createGlob } from "./wildcards.ts";

/** What a query's filters ask of a file, and of the language of a passage. */
export interface FilterTests {
  acceptsFile(file: FileRecord): boolean;
  acceptsLanguage(language: string): boolean;
}

type Test<T> = (item: T) => boolean;

/** Texts alike but for case, marks and the form of their letters are one; so are file names of every system. */
export const comparable = (text: string): string =>
  /[^\0-\x7F]/u.test(text) ? text.replace(/[\p{L}\p{N}\p{M}]+/gu, (word) => fold(normalise(word))) : text.toLowerCase();

/**
 * A part of the path, or a glob over the whole of it, or over its end where it does not begin with `/`; a value that
 * begins with `/` is a path from the folder's root.
 */
function pathTest(value: string): Test<FileRecord> {
  const wanted = comparable(value.replaceAll("\\", "/").replace(/^\.\//u, "/"));
  if (!/[*?{]/u.test(wanted)) {
    return wanted.startsWith("/")
      ? ({ path }) => comparable(`/${path}`).startsWith(wanted)
      : ({ path }) => comparable(path).includes(wanted);
  }
  const fromRoot = wanted.startsWith("/") ? wanted.slice(1) : `**/${wanted}`;
  const matches = createGlob(fromRoot.endsWith("/") ? `${fromRoot}**` : fromRoot);
  return ({ path }) => matches(comparable(path));
}

function fileTest(key: Exclude<Filter["key"], "lang">, value: string, now: number): Test<FileRecord> {
  switch (key) {
    case "path":
      return pathTest(value);
    case "ext": {
      const ending = `.${value.replace(/^\*?\./u, "").toLowerCase()}`;
      return ({ path }) => path.toLowerCase().endsWith(ending);
    }
    case "tag": {
      const wanted = comparable(value.replace(/^#/u, ""));
      return ({ tags }) =>
        tags.some((tag) => {
          const own = comparable(tag.replace(/^#/u, ""));
          return own === wanted || own.startsWith(`${wanted}/`);
        });
    }
    case "title": {
      const wanted = comparable(value);
      return ({ title, aliases }) => [title, ...aliases].some((name) => comparable(name).includes(wanted));
    }
    case "modified": {
      const range = modifiedRange(value, now);
      return ({ modified }) => range === undefined || (modified >= range.from && modified < range.to);
    }
  }
}

const any =
  <T>(tests: readonly Test<T>[], excluded: boolean): Test<T> =>
  (item) =>
    tests.some((test) => test(item)) !== excluded;

/**
 * Compiles filters. All must hold; of one `ext:` or `lang:` after another any, since a file has only one. `now` in
 * milliseconds since the epoch.
 */
export function createFilterTests(filters: readonly Filter[], now: number): FilterTests {
  const ofFiles: Test<FileRecord>[] = [];
  const ofLanguages: Test<string>[] = [];
  for (const { key, excluded, values } of joined(filters)) {
    if (key === "lang") {
      const codes = new Set(values.map(languageCode));
      ofLanguages.push((language) => codes.has(language) !== excluded);
    } else
      ofFiles.push(
        any(
          values.map((value) => fileTest(key, value, now)),
          excluded,
        ),
      );
  }
  return {
    acceptsFile: (file) => ofFiles.every((test) => test(file)),
    acceptsLanguage: (language) => ofLanguages.every((test) => test(language)),
  };
}

/** Filters of which a file can only ever meet one are one filter. */
function joined(filters: readonly Filter[]): readonly Filter[] {
  const isOne = ({ key, excluded }: Filter): boolean => !excluded && (key === "ext" || key === "lang");
  const values = (key: Filter["key"]): readonly string[] =>
    filters.filter((filter) => isOne(filter) && filter.key === key).flatMap((filter) => filter.values);
  const merged = (["ext", "lang"] as const).flatMap((key): Filter[] =>
    values(key).length === 0 ? [] : [{ key, excluded: false, values: values(key) }],
  );
  return [...filters.filter((filter) => !isOne(filter)), ...merged];
}
