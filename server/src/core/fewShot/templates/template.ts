import type { BuiltInTemplate, OwnTemplate } from "../shotsDocument.ts";
import { ownTemplate } from "./ownTemplate.ts";

/** A field of a demonstration; the items of a list are joined by line ends. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** How demonstrations are written out as one text. */
export interface TextTemplate {
  readonly kind: "text";
  /** Whether `escape` alone keeps every value from holding what the template writes around values. */
  readonly keepsPeriod: boolean;
  /** Between two demonstrations, and between the last one and the input. */
  readonly separator: string;
  /** One demonstration, whole. */
  demonstration(fields: readonly NamedValue[]): string;
  /** The input laid out as a demonstration is, up to where the model has to write the field `output`. */
  input(given: readonly NamedValue[], output: string): string;
  /** A value as it stands in the text. */
  escape(value: string): string;
  /** A value from what a model wrote: the reverse of `escape`. */
  unescape(written: string): string;
  /** The text around the values, in order: one piece more than there are fields. */
  literals(names: readonly string[]): readonly string[];
  /** Where the model's own text ends. */
  stop(output: string): readonly string[];
}

/** Demonstrations as turns of a chat: what is given is the user's, the output the assistant's. */
export interface ChatTemplate {
  readonly kind: "chat";
  turn(given: readonly NamedValue[]): string;
}

export type PromptTemplate = TextTemplate | ChatTemplate;

const unlessTold: BuiltInTemplate = "completion";

/** The template that a front matter names. */
export function templateOf(template: BuiltInTemplate | OwnTemplate = unlessTold): PromptTemplate {
  switch (template) {
    case "completion":
      return completion;
    case "chat":
      return { kind: "chat", turn: (given) => given.map(({ value }) => value).join("\n\n") };
    case "xml":
      return xml;
    case "json":
      return json;
    default:
      return ownTemplate(template);
  }
}

/** Lines after the first are indented, so that a value holds neither an empty line nor what looks like a field. */
const indented = (value: string): string => value.replaceAll("\n", "\n  ");
const undented = (written: string): string => written.replaceAll("\n  ", "\n").trim();

const completion: TextTemplate = {
  kind: "text",
  keepsPeriod: true,
  separator: "\n\n",
  demonstration: (fields) => fields.map(({ name, value }) => `${name}: ${indented(value)}`).join("\n"),
  input: (given, output) => [...given.map(({ name, value }) => `${name}: ${indented(value)}`), `${output}:`].join("\n"),
  escape: indented,
  unescape: undented,
  literals: (names) => [...names.map((name, at) => `${at === 0 ? "" : "\n"}${name}: `), ""],
  // A value's further lines are indented; a field or an empty line is not.
  stop: (output) => ["\n\n", `\n${output}:`],
};

const xmlEscape = (value: string): string =>
  value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const element = ({ name, value }: NamedValue): string => `<${name}>${xmlEscape(value)}</${name}>`;

const xml: TextTemplate = {
  kind: "text",
  keepsPeriod: true,
  separator: "\n",
  demonstration: (fields) => `<example>\n${fields.map(element).join("\n")}\n</example>`,
  input: (given, output) => `<example>\n${[...given.map(element), `<${output}>`].join("\n")}`,
  escape: xmlEscape,
  unescape: (written) => written.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&").trim(),
  literals: (names) => [
    `<example>\n<${names[0] ?? ""}>`,
    ...names.slice(1).map((name, at) => `</${names[at] ?? ""}>\n<${name}>`),
    `</${names.at(-1) ?? ""}>\n</example>`,
  ],
  stop: (output) => [`</${output}>`],
};

const jsonEscape = (value: string): string => JSON.stringify(value).slice(1, -1);
const property = ({ name, value }: NamedValue): string => `${JSON.stringify(name)}: ${JSON.stringify(value)}`;

const json: TextTemplate = {
  kind: "text",
  keepsPeriod: true,
  separator: "\n",
  demonstration: (fields) => `{${fields.map(property).join(", ")}}`,
  input: (given, output) => `{${[...given.map(property), `${JSON.stringify(output)}: "`].join(", ")}`,
  escape: jsonEscape,
  unescape(written) {
    try {
      return String(JSON.parse(`"${written}"`)).trim();
    } catch {
      // What a model left half-way is taken as it stands.
      return written.trim();
    }
  },
  literals: (names) => [...names.map((name, at) => `${at === 0 ? "{" : '", '}${JSON.stringify(name)}: "`), '"}'],
  stop: () => ['"}', '"\n', '",'],
};
