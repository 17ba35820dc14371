import { Disposable, Uri } from "vscode";
import { buildShots } from "../shots/buildShots.ts";
import { exportShots } from "../shots/exportShots.ts";
import { insertShots } from "../shots/insertShots.ts";
import { shownShots } from "../shots/shownShots.ts";
import { tryShots, type TryingParts } from "../shots/tryShots.ts";
import { registerCommand, type CommandReporting } from "./registerCommand.ts";

/** The commands about few-shot prompts. */
export function registerShotsCommands(parts: CommandReporting & TryingParts): Disposable {
  const { server, shotsTexts: texts } = parts;

  return Disposable.from(
    registerCommand(parts, "askDocs.tryShots", "Try Few-Shot Prompt…", async (address) => {
      const document = await shownShots(address);
      if (document === undefined) throw new Error(texts.noDocument);
      await tryShots(parts, document.getText());
    }),
    registerCommand(parts, "askDocs.exportShots", "Export Few-Shot Prompt…", async (address) => {
      const document = await shownShots(address);
      if (document === undefined) throw new Error(texts.noDocument);
      await exportShots(server, texts.exporting, document);
    }),
    registerCommand(parts, "askDocs.buildShots", "Build Few-Shot Prompt…", (given) =>
      buildShots(server, texts.building, given instanceof Uri ? given : undefined),
    ),
    registerCommand(parts, "askDocs.insertShots", "Insert Few-Shot Prompt…", () =>
      insertShots(server, texts.inserting),
    ),
  );
}
