import type { ContentActions } from "../state/contentActions.ts";
import { CodeTools } from "./codeTools.ts";

/**
 * Gives blocks of code and links of answers, once they have been made safe, the tools and the role that no document may
 * bring itself. A link's title is what it is heard to lead to, and all that is known of its target.
 */
export function dressContent(root: Element, actions: ContentActions): void {
  for (const block of root.querySelectorAll<HTMLElement>(".code-block:not(:has(> ask-docs-code-tools))")) {
    const tools = new CodeTools();
    tools.actions = actions;
    tools.language = block.title;
    tools.code = codeOf(block);
    block.prepend(tools);
    block.removeAttribute("title");
  }
  for (const link of root.querySelectorAll<HTMLElement>(".link[title]:not([role])")) {
    // Without words there would be nothing to see or hear.
    if (link.textContent.trim() === "") continue;
    link.role = "link";
    link.tabIndex = 0;
  }
}

function codeOf(block: HTMLElement): string {
  const code = (block.querySelector("pre")?.textContent ?? "").replace(/\n$/u, "");
  return block.classList.contains("crlf") ? code.replaceAll("\n", "\r\n") : code;
}

/** Asks for what the link leads to that was pressed, if one was. */
export function followLink(event: Event, actions: ContentActions): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLElement>(".link[role=link]") : null;
  if (link === null || (event instanceof KeyboardEvent && event.key !== "Enter")) return;
  event.preventDefault();
  actions.openLink(link.title);
}
