import type { Demonstration, FrontMatter, ShotsDocument } from "../shotsDocument.ts";
import { templateOf, type NamedValue } from "./template.ts";

export interface PromptTurn {
  readonly role: "system" | "user" | "assistant";
  readonly text: string;
}

/** A prompt as a model is given it. */
export type RenderedPrompt =
  | { readonly kind: "text"; readonly text: string; readonly stop: readonly string[] }
  | { readonly kind: "chat"; readonly turns: readonly PromptTurn[] };

/** The fields of a demonstration, items of a list joined by line ends. */
export function namedValues({ fields }: Pick<Demonstration, "fields">): readonly NamedValue[] {
  const values: NamedValue[] = [];
  for (const { name, value } of fields) {
    const last = values.at(-1);
    if (last?.name === name) values[values.length - 1] = { name, value: `${last.value}\n${value}` };
    else values.push({ name, value });
  }
  return values;
}

/** What a model is given at the end: the fields before the output, and the output's name. */
export interface PromptInput {
  readonly given: readonly NamedValue[];
  readonly output: string;
}

/**
 * Writes a prompt out: the task, each demonstration by the template, and the input laid out as one of them, up to where
 * the model goes on. Without an input it ends after the last demonstration.
 */
export function renderPrompt({ frontMatter, demonstrations }: ShotsDocument, input?: PromptInput): RenderedPrompt {
  const template = templateOf(frontMatter.template);
  const shown = demonstrations.map(namedValues);
  if (template.kind === "chat") {
    const turns: PromptTurn[] = shown.flatMap((fields) => [
      { role: "user" as const, text: template.turn(fields.slice(0, -1)) },
      { role: "assistant" as const, text: fields.at(-1)?.value ?? "" },
    ]);
    return {
      kind: "chat",
      turns: [
        ...(frontMatter.task === undefined ? [] : [{ role: "system" as const, text: frontMatter.task }]),
        ...turns,
        ...(input === undefined ? [] : [{ role: "user" as const, text: template.turn(input.given) }]),
      ],
    };
  }
  const blocks = [
    ...(frontMatter.task === undefined ? [] : [frontMatter.task]),
    ...shown.map((fields) => template.demonstration(fields)),
    ...(input === undefined ? [] : [template.input(input.given, input.output)]),
  ];
  return { kind: "text", text: blocks.join(template.separator), stop: template.stop(input?.output ?? "") };
}

/** The tokens of a prompt are counted over this text; a provider adds a few of its own for each turn. */
export const promptText = (prompt: RenderedPrompt): string =>
  prompt.kind === "text" ? prompt.text : prompt.turns.map(({ role, text }) => `${role}: ${text}`).join("\n");

/** A value out of what a model wrote. */
export function readOutput(written: string, template: FrontMatter["template"]): string {
  const known = templateOf(template);
  return known.kind === "chat" ? written.trim() : known.unescape(written);
}
