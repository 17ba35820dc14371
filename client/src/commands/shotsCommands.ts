import { Disposable } from "vscode";
import { shownShots } from "../shots/shownShots.ts";
import { tryShots, type TryingParts } from "../shots/tryShots.ts";
import { registerCommand, type CommandReporting } from "./registerCommand.ts";

/** The commands about few-shot prompts. */
export function registerShotsCommands(parts: CommandReporting & TryingParts): Disposable {
  const { shotsTexts: texts } = parts;

  return Disposable.from(
    registerCommand(parts, "askDocs.tryShots", "Try Few-Shot Prompt…", async (address) => {
      const document = await shownShots(address);
      if (document === undefined) throw new Error(texts.noDocument);
      await tryShots(parts, document.getText());
    }),
  );
}
