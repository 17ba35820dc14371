import { t } from "@vscode/l10n";
import { isMap, isScalar, isSeq, parseDocument, type Document, type Node } from "yaml";
import type { TextRange } from "../../documents/document.ts";
import type { FrontMatter } from "../shotsDocument.ts";
import { frontMatterKeys, readKey, type FrontMatterKey, type FrontMatterValues } from "./frontMatterValues.ts";
import { createFault, onOneLine, quoted, type ShotsFault, type ShotsFaultKind } from "./shotsFault.ts";
import type { KeyLayout } from "./shotsLayout.ts";

/** YAML is slow to read, and nobody writes a longer header; UTF-16 code units. */
const longest = 200_000;

interface ReadFrontMatter {
  readonly frontMatter: FrontMatter;
  readonly keys: readonly KeyLayout[];
}

/**
 * Reads the YAML of a front matter. Values of the wrong kind are faults and left out, as is a version other than 1; the
 * rest stands. `start` is where `yaml` begins in the document.
 */
export function readFrontMatter(yaml: string, start: number, faults: ShotsFault[]): ReadFrontMatter {
  const whole = { start, end: start + yaml.length };
  /** A range of the YAML as one of the document. */
  const placed = (range: readonly [number, number, ...unknown[]]): TextRange => ({
    start: start + Math.min(range[0], yaml.length),
    end: start + Math.min(Math.max(range[0], range[1]), yaml.length),
  });
  const fault = (kind: ShotsFaultKind, range: TextRange, message: string) =>
    void faults.push(createFault(kind, range, message));

  const document = parseYaml(yaml, (message, range) => fault("bad-yaml", placed(range ?? [0, yaml.length]), message));
  const contents = document?.contents;
  if (contents !== undefined && contents !== null && !isMap(contents)) {
    fault("bad-yaml", whole, t("The front matter is a list of lines KEY: VALUE; this is something else."));
  }
  const values: FrontMatterValues = { shots: 1 };
  const others: [string, unknown][] = [];
  const keys: KeyLayout[] = [];
  const pairs = document !== undefined && isMap<Node, Node | null>(contents) ? contents.items : [];
  for (const { key, value } of pairs) {
    if (!isScalar(key) || !key.range) {
      fault("bad-value", whole, t("A key of the front matter is a word, not a list or a mapping."));
      continue;
    }
    const name = key.source ?? String(key.value);
    // The YAML library has told of the second one already.
    if (keys.some((one) => one.name === name)) continue;
    const range = value?.range;
    const layout: KeyLayout = {
      name,
      key: placed(key.range),
      ...(range && range[1] > range[0] && { value: placed(range) }),
      items: isSeq<Node>(value) ? value.items.map((item) => placed(item.range ?? [0, 0])) : [],
    };
    keys.push(layout);
    const valueRange = layout.value ?? layout.key;
    const node = value !== null && "resolve" in value ? (value.resolve(document as Document) ?? null) : value;
    if (isKnown(name)) {
      const kind = name === "shots" ? "unknown-version" : "bad-value";
      const refusal = readKey(name, node, values);
      if (refusal !== undefined) fault(kind, valueRange, refusal);
      continue;
    }
    fault(
      "unknown-key",
      layout.key,
      t("This version of the format does not know the key {0}; it is kept.", quoted(name)),
    );
    try {
      others.push([name, node?.toJS(document as Document) ?? null]);
    } catch {
      fault(
        "bad-value",
        valueRange,
        t("The value of {0} cannot be read: it repeats itself without end.", quoted(name)),
      );
    }
  }
  if (!keys.some(({ name }) => name === "shots")) {
    fault("no-version", whole, t("The front matter lacks the version of the format: add the line shots: 1"));
  }
  return { frontMatter: others.length > 0 ? { ...values, others: Object.fromEntries(others) } : values, keys };
}

const isKnown = (name: string): name is FrontMatterKey => (frontMatterKeys as readonly string[]).includes(name);

function parseYaml(
  yaml: string,
  fault: (message: string, at?: readonly [number, number]) => void,
): Document | undefined {
  if (yaml.length > longest) {
    fault(t("The front matter is longer than {0} characters: is the line --- at its end missing?", longest));
    return undefined;
  }
  try {
    const document = parseDocument(yaml, { prettyErrors: false, logLevel: "silent" });
    for (const { message, pos } of document.errors) {
      fault(t("The front matter is no YAML here: {0}", onOneLine(message, 200).trim()), pos);
    }
    return document;
  } catch {
    fault(t("The front matter is no YAML that can be read: is it nested too deeply?"));
    return undefined;
  }
}
