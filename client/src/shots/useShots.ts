import { env, window, workspace } from "vscode";
import type { UseShotsParams } from "../../../protocol/shotsBuilding.ts";
import { insertPrompt } from "./insertPrompt.ts";
import type { LastEditor } from "./lastEditor.ts";
import { tryShots, type TryingParts } from "./tryShots.ts";

export interface UsingParts extends TryingParts {
  readonly lastEditor: LastEditor;
}

/** Puts a prompt that was built in the panel to use. Rejects with a sentence where that cannot be done. */
export async function useShots(parts: UsingParts, { use, text, input }: UseShotsParams): Promise<void> {
  const { server, lastEditor, shotsTexts } = parts;
  switch (use) {
    case "open":
      await window.showTextDocument(await workspace.openTextDocument({ content: text, language: "shots" }));
      return;
    case "copy": {
      const { given } = await server.ask((to) => to.shotsFields(text));
      const values = given.map((_, at) => (at === given.length - 1 ? (input ?? "") : ""));
      await env.clipboard.writeText((await server.ask((to) => to.tryShots({ text, given: values }))).prompt);
      return;
    }
    case "try":
      await tryShots(parts, text, input);
      return;
    case "insertText":
    case "insertSnippet": {
      const editor = lastEditor.current();
      if (editor === undefined) throw new Error(shotsTexts.inserting.noEditor);
      const way = use === "insertText" ? "text" : "snippet";
      await insertPrompt(server, editor, { text, way, ...(input === undefined ? {} : { input }) });
    }
  }
}
