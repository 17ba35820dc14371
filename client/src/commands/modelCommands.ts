import type { Disposable } from "vscode";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import { chooseModel } from "../models/chooseModel.ts";
import type { Texts } from "../texts.ts";
import { registerCommand, type CommandReporting } from "./registerCommand.ts";

/** The command about embedding models. */
export const registerModelCommand = (
  reporting: CommandReporting,
  server: LanguageServer,
  texts: Texts["models"],
): Disposable => registerCommand(reporting, "askDocs.chooseModel", () => chooseModel(server, texts));
