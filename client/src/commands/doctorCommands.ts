import { homedir } from "node:os";
import { t } from "@vscode/l10n";
import {
  Disposable,
  env,
  EventEmitter,
  ProgressLocation,
  UIKind,
  Uri,
  version as editorVersion,
  window,
  workspace,
} from "vscode";
import type { DoctorReport } from "../../../protocol/doctor.ts";
import { createDoctorMarkdown } from "../../../protocol/doctorMarkdown.ts";
import { createPathShortener } from "../../../protocol/shortPaths.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import { messageOf } from "../messageOf.ts";
import type { Texts } from "../texts.ts";
import { registerCommand, type CommandReporting } from "./registerCommand.ts";

/** Documents of ours that are made and not read; the manifest's menus name it too. */
const scheme = "ask-docs";
/** Milliseconds that a word in the status bar stays. */
const wordStays = 5000;

export interface DoctorCommandParts extends CommandReporting {
  readonly server: LanguageServer;
  /** The extension's version. */
  readonly askDocs: string;
  /** The last warnings and errors of the log. */
  readonly recentErrors: () => readonly string[];
  readonly doctorTexts: Texts["doctor"];
}

/** `Doctor`: the state of everything as a read-only document, and the button that copies it. */
export function registerDoctorCommands(parts: DoctorCommandParts): Disposable {
  const { doctorTexts: texts } = parts;
  const address = Uri.from({ scheme, path: `/${texts.title.replaceAll(":", "")}.md` });
  const changed = new EventEmitter<Uri>();
  let markdown = "";

  return Disposable.from(
    changed,
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: () => markdown,
    }),
    registerCommand(parts, "askDocs.doctor", async () => {
      const location = ProgressLocation.Notification;
      markdown = createDoctorMarkdown(t)(
        await window.withProgress({ location, title: texts.looking }, () => examine(parts)),
      );
      changed.fire(address);
      await window.showTextDocument(await workspace.openTextDocument(address), { preview: false });
    }),
    registerCommand(parts, "askDocs.copyReport", async () => {
      await env.clipboard.writeText(markdown);
      window.setStatusBarMessage(texts.copied, wordStays);
    }),
  );
}

/** What the server finds out; where it cannot be asked, what is known without it, for that is what went wrong. */
async function examine({ server, askDocs, recentErrors, doctorTexts }: DoctorCommandParts): Promise<DoctorReport> {
  const editor = describeEditor();
  try {
    return await server.ask((to) => to.doctor({ editor, errors: recentErrors() }));
  } catch (error) {
    const folders = (workspace.workspaceFolders ?? []).map(({ uri, name }) => ({ path: uri.fsPath, name }));
    const shorten = createPathShortener({ home: homedir(), folders });
    return {
      versions: { askDocs, editor },
      problems: [shorten(doctorTexts.serverProblem(messageOf(error)))],
      folders: folders.map(({ name }) => ({ name, state: "unknown" })),
      settings: [],
      errors: recentErrors().map(shorten),
    };
  }
}

function describeEditor(): string {
  const where = env.remoteName === undefined ? "" : `, remote: ${env.remoteName}`;
  return `${env.appName} ${editorVersion}, ${env.uiKind === UIKind.Web ? "in a browser" : "on the desktop"}${where}`;
}
