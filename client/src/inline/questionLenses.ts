import { CodeLens, EventEmitter, Range, workspace, type CodeLensProvider, type TextDocument } from "vscode";
import type { Disposing } from "../disposing.ts";
import type { Texts } from "../texts.ts";
import { formerAnswerLines } from "./formerAnswer.ts";
import { findInlineQuestions, type InlineQuestion } from "./inlineQuestions.ts";
import type { Proposals } from "./proposals.ts";

/** Where a lens was clicked. */
export interface LensPlace {
  readonly uri: string;
  /** The question's line, from 0. */
  readonly line: number;
  /** Of a lens that asks: lines may have moved since it was drawn. */
  readonly question?: string;
}

export interface QuestionLenses extends CodeLensProvider, Disposing {}

/** Lenses over questions that may be asked, and over answers that wait to be kept. */
export function createQuestionLenses(proposals: Proposals, product: string, texts: Texts["inline"]): QuestionLenses {
  const changed = new EventEmitter<void>();
  const subscriptions = [
    proposals.onDidChange(() => changed.fire()),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("askDocs.inline")) changed.fire();
    }),
  ];
  return {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses(document) {
      const waiting = proposals.of(document);
      const lens = (line: number, title: string, command: string, at: Omit<LensPlace, "uri">): CodeLens =>
        new CodeLens(new Range(line, 0, line, 0), {
          title,
          command,
          arguments: [{ uri: document.uri.toString(), ...at } satisfies LensPlace],
        });
      const isEnabled = workspace.getConfiguration("askDocs", document).get<boolean>("inline.enabled") ?? true;
      const questions = isEnabled ? questionsOf(document) : [];
      const lines = questions.length === 0 ? [] : linesOf(document);
      const titleOf = (asked: InlineQuestion): string =>
        formerAnswerLines(lines, asked, document.languageId) === 0 ? product : texts.again;
      return [
        ...questions
          .filter(({ line }) => !waiting.some((proposal) => proposal.line === line))
          .map((asked) => {
            const { line, question } = asked;
            return lens(line, titleOf(asked), "askDocs.askInline", { line, question });
          }),
        ...waiting.flatMap(({ line }) => [
          lens(line + 1, texts.keep, "askDocs.keepInline", { line }),
          lens(line + 1, texts.discard, "askDocs.discardInline", { line }),
        ]),
      ];
    },
    dispose() {
      for (const one of subscriptions) one.dispose();
      changed.dispose();
    },
  };
}

export const questionsOf = (document: TextDocument): readonly InlineQuestion[] =>
  findInlineQuestions(linesOf(document), document.languageId);

export const linesOf = (document: TextDocument): readonly string[] => document.getText().split(/\r\n|[\r\n]/);
