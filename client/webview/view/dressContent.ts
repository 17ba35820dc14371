import type { ContentActions } from "../state/contentActions.ts";
import { CodeTools } from "./codeTools.ts";

/** Gives the blocks of code of answers, once they have been made safe, the tools that no document may bring itself. */
export function dressContent(root: Element, actions: ContentActions): void {
  for (const block of root.querySelectorAll<HTMLElement>(".code-block:not(:has(> ask-docs-code-tools))")) {
    const tools = new CodeTools();
    tools.actions = actions;
    tools.language = block.title;
    tools.code = codeOf(block);
    block.prepend(tools);
    block.removeAttribute("title");
  }
}

function codeOf(block: HTMLElement): string {
  const code = (block.querySelector("pre")?.textContent ?? "").replace(/\n$/u, "");
  return block.classList.contains("crlf") ? code.replaceAll("\n", "\r\n") : code;
}
