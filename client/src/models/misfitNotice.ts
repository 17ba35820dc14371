import { commands, window, type Disposable, type Memento } from "vscode";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { Texts } from "../texts.ts";

const toldKey = "askDocs.misfitTold";

/** Says once in each workspace that its model does not know its languages; the status goes on saying so. */
export function tellMisfit(server: LanguageServer, memory: Memento, texts: Texts["models"]): Disposable {
  return server.onDidChangeStatus(({ misfit }) => {
    if (misfit === undefined || memory.get(toldKey) === misfit) return;
    void memory.update(toldKey, misfit);
    void window.showWarningMessage(misfit, texts.choose).then((chosen) => {
      if (chosen !== undefined) void commands.executeCommand("askDocs.chooseModel");
    });
  });
}
