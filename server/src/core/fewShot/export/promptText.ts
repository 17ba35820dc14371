import { renderPrompt } from "../templates/renderPrompt.ts";
import type { ExportSource } from "./exported.ts";

/** The prompt as one text by its own template, that of `completion` in place of turns of a chat. */
export function textPrompt({ document, given, output }: ExportSource, place?: (name: string) => string): string {
  const { frontMatter } = document;
  const template = frontMatter.template === "chat" ? "completion" : frontMatter.template;
  const input =
    place === undefined ? undefined : { given: given.map((name) => ({ name, value: place(name) })), output };
  const prompt = renderPrompt(
    { ...document, frontMatter: { ...frontMatter, ...(template === undefined ? {} : { template }) } },
    input,
  );
  return prompt.kind === "text" ? prompt.text : "";
}

/** A name as tools take it for files and commands: `late parcel (2)` as `late-parcel-2`. */
export function slug(title: string, most: number): string {
  const kept = title
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll(/[^a-z0-9]+/gu, "-")
    .slice(0, most)
    .replaceAll(/^-+|-+$/gu, "");
  return kept === "" ? "few-shot" : kept;
}

/** A sentence or two on one line, at most so long. */
export function oneLine(text: string, most: number): string {
  const line = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).replace(/[\ud800-\udbff]$/u, "")}…`;
}
