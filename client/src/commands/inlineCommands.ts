import { Disposable, languages, window, workspace, type TextDocument } from "vscode";
import { askInline, replaceBelow, type AskingInline } from "../inline/askInline.ts";
import { completeLinks } from "../inline/completeLinks.ts";
import { completeTags } from "../inline/completeTags.ts";
import { linkWrittenPlaces } from "../inline/placeLinks.ts";
import { createProposals, type Proposal } from "../inline/proposals.ts";
import { createQuestionLenses, questionsOf, type LensPlace } from "../inline/questionLenses.ts";
import { registerCommand, type CommandReporting } from "./registerCommand.ts";

export interface InlineCommandParts extends CommandReporting, Pick<AskingInline, "server" | "inlineTexts"> {
  readonly product: string;
}

/** Questions in notes and comments: the lenses over them, and the commands behind those, for the cursor's line too. */
export function registerInlineCommands(parts: InlineCommandParts): Disposable {
  const { inlineTexts: texts } = parts;
  const proposals = createProposals();
  const lenses = createQuestionLenses(proposals, parts.product, texts);

  async function proposalAt(given: unknown): Promise<Proposal> {
    const { document, line } = await placeOf(given);
    const waiting = proposals.of(document);
    const found = waiting.find((one) => line >= one.line && line <= one.line + one.count) ?? waiting[0];
    if (found === undefined) throw new Error(texts.noProposal);
    return found;
  }

  async function placeOf(given: unknown): Promise<{ readonly document: TextDocument; readonly line: number }> {
    const clicked = given as LensPlace | undefined;
    const open = workspace.textDocuments.find(({ uri }) => uri.toString() === clicked?.uri);
    if (open !== undefined && clicked !== undefined) return { document: open, line: clicked.line };
    const editor = window.activeTextEditor;
    if (editor === undefined) throw new Error(texts.noQuestion);
    return Promise.resolve({ document: editor.document, line: editor.selection.active.line });
  }

  return Disposable.from(
    proposals,
    lenses,
    linkWrittenPlaces(),
    completeLinks(parts.server),
    completeTags(parts.server, texts),
    languages.registerCodeLensProvider([{ scheme: "file" }, { scheme: "untitled" }], lenses),
    registerCommand(parts, "askDocs.askInline", async (given) => {
      const { document, line } = await placeOf(given);
      const clicked = (given as LensPlace | undefined)?.question;
      const questions = questionsOf(document);
      const asked =
        questions.find((one) => one.line === line && (clicked ?? one.question) === one.question) ??
        questions.find(({ question }) => question === clicked);
      if (asked === undefined) throw new Error(texts.noQuestion);
      await askInline({ ...parts, proposals }, document, asked);
    }),
    registerCommand(parts, "askDocs.keepInline", async (given) => proposals.remove(await proposalAt(given))),
    registerCommand(parts, "askDocs.discardInline", async (given) => {
      const proposal = await proposalAt(given);
      const document = await workspace.openTextDocument(proposal.uri);
      await replaceBelow(document, proposal.line, proposal.count, proposal.former);
    }),
  );
}
