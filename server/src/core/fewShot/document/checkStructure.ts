import { t } from "@vscode/l10n";
import { plural } from "../../../../../protocol/translate.ts";
import type { Demonstration, ShotsDocument } from "../shotsDocument.ts";
import { createFault, onOneLine, quoted, type ShotsFault } from "./shotsFault.ts";
import type { ShotsLayout } from "./shotsLayout.ts";

/**
 * What is wrong between the parts of a document: names given twice, fields that differ from those of most
 * demonstrations, labels that the front matter does not list.
 */
export function checkStructure(document: ShotsDocument, layout: ShotsLayout): readonly ShotsFault[] {
  return [...repeatedNames(document, layout), ...unlikeFields(document, layout), ...unknownLabels(document, layout)];
}

function* repeatedNames({ demonstrations }: ShotsDocument, layout: ShotsLayout): Generator<ShotsFault> {
  const seen = new Set<string>();
  for (const [at, { name }] of demonstrations.entries()) {
    if (name === undefined) continue;
    const range = layout.demonstrations[at]?.name;
    if (seen.has(name) && range !== undefined) {
      yield createFault(
        "repeated-name",
        range,
        t("Another demonstration has the name {0}: give this one another.", quoted(name)),
      );
    }
    seen.add(name);
  }
}

/** The names of a demonstration's fields, a list once. */
export const fieldNames = ({ fields }: Demonstration): readonly string[] =>
  fields.map(({ name }) => name).filter((name, at, names) => name !== names[at - 1]);

/** The fields that every demonstration should have: those of most of them, of the earliest among equals. */
export function sharedFields(demonstrations: readonly Demonstration[]): readonly string[] {
  const counts = new Map<string, { readonly names: readonly string[]; count: number }>();
  for (const demonstration of demonstrations) {
    const names = fieldNames(demonstration);
    if (names.length === 0) continue;
    const key = names.join(":");
    const entry = counts.get(key);
    if (entry === undefined) counts.set(key, { names, count: 1 });
    else entry.count += 1;
  }
  let best: { readonly names: readonly string[]; count: number } = { names: [], count: 0 };
  for (const entry of counts.values()) if (entry.count > best.count) best = entry;
  return best.names;
}

function* unlikeFields({ demonstrations }: ShotsDocument, layout: ShotsLayout): Generator<ShotsFault> {
  const shared = sharedFields(demonstrations);
  for (const [at, demonstration] of demonstrations.entries()) {
    const place = layout.demonstrations[at];
    if (place === undefined) continue;
    const names = fieldNames(demonstration);
    const missing = shared.filter((name) => !names.includes(name));
    if (missing.length > 0) {
      const message = plural(
        t,
        missing.length,
        {
          one: "This demonstration lacks the field {0}, which the others have.",
          other: "This demonstration lacks the fields {0}, which the others have.",
        },
        missing.map(quoted).reduce((all, name) => t("{0} and {1}", all, name)),
      );
      yield createFault("missing-field", place.header, message);
    } else if (demonstration.fields.length === 0) {
      yield createFault(
        "missing-field",
        place.header,
        t("This demonstration has no fields: write them as NAME: value."),
      );
    }
    const extra = new Set(names.filter((name) => !shared.includes(name)));
    for (const name of extra) {
      const range = place.fields[demonstration.fields.findIndex((field) => field.name === name)]?.name;
      if (range === undefined) continue;
      yield createFault("extra-field", range, t("The other demonstrations have no field {0}.", quoted(name)));
    }
    const inOrder = names.length === shared.length && names.every((name, index) => name === shared[index]);
    if (missing.length === 0 && extra.size === 0 && !inOrder) {
      const message = t(
        "The fields stand in another order here than in the other demonstrations: {0}.",
        shared.join(", "),
      );
      yield createFault("field-order", place.header, message);
    }
  }
}

function* unknownLabels({ frontMatter, demonstrations }: ShotsDocument, layout: ShotsLayout): Generator<ShotsFault> {
  const { labels } = frontMatter;
  if (labels === undefined) return;
  const known = new Set(labels);
  for (const [at, { fields }] of demonstrations.entries()) {
    const last = fields.at(-1);
    if (last === undefined || known.has(last.value)) continue;
    const range = layout.demonstrations[at]?.fields.at(-1)?.value;
    if (range === undefined) continue;
    const message = t(
      "{0} is not among the labels of the front matter: {1}.",
      quoted(last.value),
      onOneLine(labels.join(", "), 200),
    );
    yield createFault("unknown-label", range, message);
  }
}
