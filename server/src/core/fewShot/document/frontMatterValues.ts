import { t } from "@vscode/l10n";
import { isMap, isScalar, isSeq, type Node } from "yaml";
import { builtInTemplates, orderNames, selectorNames, type FrontMatter, type OwnTemplate } from "../shotsDocument.ts";
import { onOneLine, quoted } from "./shotsFault.ts";

/** The keys of version 1, in the order in which they are written. */
export const frontMatterKeys = [
  "shots",
  "task",
  "template",
  "labels",
  "budget",
  "selector",
  "balanced",
  "order",
  "seed",
  "model",
  "test",
] as const;
export type FrontMatterKey = (typeof frontMatterKeys)[number];

/** A front matter while its keys are read. */
export type FrontMatterValues = { -readonly [Name in keyof FrontMatter]: FrontMatter[Name] };

/** Reads the value of one known key into `values`; where it is of the wrong kind, returns the sentence that says so. */
export function readKey(key: FrontMatterKey, node: Node | null, values: FrontMatterValues): string | undefined {
  const refusal = (wanted: string): string => t("The value of {0} must be {1}.", quoted(key), wanted);
  switch (key) {
    case "shots": {
      if (scalarOf(node) === 1) return undefined;
      return t("This reads version 1 of the format, not version {0}.", onOneLine(textOf(node) ?? t("(none)"), 40));
    }
    case "task":
    case "model":
    case "test": {
      const text = textOf(node);
      if (text === undefined) return refusal(t("a text"));
      values[key] = text;
      return undefined;
    }
    case "budget": {
      const tokens = integerOf(node);
      if (tokens === undefined || tokens < 1) return refusal(t("a whole number of tokens, 1 or more"));
      values.budget = tokens;
      return undefined;
    }
    case "seed": {
      const seed = integerOf(node);
      if (seed === undefined) return refusal(t("a whole number"));
      values.seed = seed;
      return undefined;
    }
    case "selector": {
      const selector = nameOf(selectorNames, node);
      if (selector === undefined) return refusal(t("one of {0}", selectorNames.join(", ")));
      values.selector = selector;
      return undefined;
    }
    case "balanced": {
      const balanced = scalarOf(node);
      if (typeof balanced !== "boolean") return refusal(t("true or false"));
      values.balanced = balanced;
      return undefined;
    }
    case "order": {
      const order = nameOf(orderNames, node);
      if (order === undefined) return refusal(t("one of {0}", orderNames.join(", ")));
      values.order = order;
      return undefined;
    }
    case "template": {
      const template = isMap<Node, Node | null>(node) ? ownTemplateOf(node) : nameOf(builtInTemplates, node);
      if (template === undefined) {
        return refusal(
          t("one of {0}, or a mapping of demonstration and separator, two texts", builtInTemplates.join(", ")),
        );
      }
      values.template = template;
      return undefined;
    }
    case "labels": {
      if (!isSeq<Node | null>(node)) return refusal(t("a list, such as [refund, other]"));
      const texts = node.items.map(textOf);
      const labels = texts.filter((label) => label !== undefined);
      if (labels.length < texts.length) return refusal(t("a list of texts"));
      values.labels = [...new Set(labels)];
      const repeated = labels.find((label, at) => labels.indexOf(label) !== at);
      return repeated === undefined
        ? undefined
        : t("The label {0} stands twice in the list: keep one.", quoted(repeated));
    }
  }
}

const nameOf = <Name extends string>(names: readonly Name[], node: Node | null): Name | undefined =>
  names.find((name) => name === textOf(node));

function ownTemplateOf(node: { readonly items: readonly { readonly key: Node; readonly value: Node | null }[] }) {
  const parts = new Map(node.items.map(({ key, value }) => [textOf(key), textOf(value)]));
  const demonstration = parts.get("demonstration");
  const separator = parts.get("separator");
  const size = separator === undefined ? 1 : 2;
  if (demonstration === undefined || parts.size !== size) return undefined;
  const template: OwnTemplate = { demonstration, ...(separator !== undefined && { separator }) };
  return template;
}

const scalarOf = (node: Node | null): unknown => (isScalar(node) ? node.value : undefined);

function integerOf(node: Node | null): number | undefined {
  const value = scalarOf(node);
  return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
}

/** A scalar as it is written: `no`, `1.0` and `true` are labels like any other. */
function textOf(node: Node | null): string | undefined {
  if (!isScalar(node)) return undefined;
  if (typeof node.value === "string") return node.value;
  return node.source === undefined || node.source === "" ? undefined : node.source;
}
