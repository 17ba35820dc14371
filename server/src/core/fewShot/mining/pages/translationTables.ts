import type { Page } from "../../../evaluation/making/page.ts";
import { dominantScript, languageOfScript, type Script } from "../../../language/script.ts";
import type { MinedPair } from "../minedPair.ts";
import { languageNamed } from "./languageNames.ts";
import { tablesOf, type ReadTable } from "./tables.ts";

/** The language of a column: by its head, else by a script that one language has for itself. */
interface Column {
  readonly at: number;
  readonly language: string | undefined;
  readonly script: Script;
}

const [byHeads, byScripts] = [0.95, 0.8];
const longestTerm = 200;

/** Glossary tables of several languages: the terms of the first column with those of each other one. */
export function mineTranslationTables(page: Page): readonly MinedPair[] {
  return tablesOf(page).flatMap((table): readonly MinedPair[] => {
    const named = table.heads.flatMap((head, at) => (languageNamed(head) === undefined ? [] : [at]));
    const columns = (named.length > 1 ? named : twoScripts(table)).map((at) => columnOf(table, at));
    const [source, ...targets] = columns;
    if (source === undefined) return [];
    return table.rows.flatMap(({ cells, start, end }) =>
      targets.flatMap((target): readonly MinedPair[] => {
        const [input, output] = [cells[source.at] ?? "", cells[target.at] ?? ""];
        if (input === "" || output === "" || input.length > longestTerm || output.length > longestTerm) return [];
        return [
          {
            input,
            output,
            kind: "translation",
            ...(source.language === undefined ? {} : { language: source.language }),
            ...(target.language === undefined ? {} : { outputLanguage: target.language }),
            start,
            end,
            confidence: named.length > 1 ? byHeads : byScripts,
          },
        ];
      }),
    );
  });
}

function columnOf({ heads, rows }: ReadTable, at: number): Column {
  const { script } = dominantScript(rows.map(({ cells }) => cells[at] ?? "").join(" "));
  return { at, script, language: languageNamed(heads[at] ?? "") ?? languageOfScript(script) };
}

/** A table of two columns of short terms, each in a script of its own. */
function twoScripts({ heads, rows }: ReadTable): readonly number[] {
  if (heads.length !== 2 || rows.length < 2) return [];
  const short = rows.every(({ cells }) => cells.every((cell) => cell.split(/\s+/u).length <= 6));
  const scripts = [0, 1].map((at) => dominantScript(rows.map(({ cells }) => cells[at] ?? "").join(" ")));
  const apart = scripts.every(({ share }) => share > 0.9) && scripts[0]?.script !== scripts[1]?.script;
  return short && apart ? [0, 1] : [];
}
