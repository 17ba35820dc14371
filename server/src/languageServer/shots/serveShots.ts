import { t } from "@vscode/l10n";
import {
  CodeActionKind,
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  type Connection,
  type Hover,
  type InitializeParams,
  type Position,
  type TextDocuments,
} from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { evaluateShotsRequest, planShotsEvaluationRequest } from "../../../../protocol/shotsEvaluationMessages.ts";
import { buildShotsRequest, mineShotsRequest } from "../../../../protocol/shotsBuilding.ts";
import {
  exportShotsRequest,
  sendShotsRequest,
  shotsFieldsRequest,
  tryShotsRequest,
} from "../../../../protocol/shotsMessages.ts";
import type { OwnMessages } from "../requests.ts";
import type { Session } from "../session.ts";
import { codeLensesOf } from "./codeLenses.ts";
import { completionTriggers } from "./completion.ts";
import { exportedShots } from "./exporting.ts";
import { foldingRanges } from "./folding.ts";
import { outlineOf } from "./outline.ts";
import { shotsLanguage } from "./parsedDocuments.ts";

/** The language features of `.shots` documents on a connection. */
export interface ServedShots {
  /** Asks the editor for the requests that are for `.shots` documents alone. */
  register(params: InitializeParams): Promise<void>;
  /** `undefined` where the document is of another language. */
  hover(document: TextDocument, position: Position): Promise<Hover | null> | undefined;
}

const selector = { documentSelector: ["file", "untitled"].map((scheme) => ({ scheme, language: shotsLanguage })) };

/** Sets the handlers; `session` resolves when the folders are known. */
export function serveShots(ports: {
  readonly connection: Connection;
  readonly messages: OwnMessages;
  readonly documents: TextDocuments<TextDocument>;
  readonly session: () => Promise<Session>;
}): ServedShots {
  const { connection, messages, documents, session } = ports;
  const shotsAt = ({ uri }: { readonly uri: string }): TextDocument | undefined => {
    const document = documents.get(uri);
    return document?.languageId === shotsLanguage ? document : undefined;
  };

  /** A server that did not start has told so already. */
  const tell = (what: (shots: Session["shots"]) => void): void =>
    void session().then(
      ({ shots }) => what(shots),
      () => undefined,
    );
  documents.onDidChangeContent(({ document }) =>
    tell(({ diagnostics, filesChanged }) =>
      document.languageId === shotsLanguage ? diagnostics.changed(document) : filesChanged(),
    ),
  );
  documents.onDidClose(({ document }) => tell(({ diagnostics }) => diagnostics.closed(document.uri)));

  connection.onDocumentSymbol(async ({ textDocument }) => {
    const document = shotsAt(textDocument);
    return document === undefined ? null : outlineOf(document, (await session()).shots.read(document));
  });
  connection.onFoldingRanges(async ({ textDocument }) => {
    const document = shotsAt(textDocument);
    return document === undefined ? null : foldingRanges(document, (await session()).shots.read(document));
  });
  connection.onCompletion(async ({ textDocument, position }) => {
    const document = shotsAt(textDocument);
    return document === undefined ? null : (await session()).shots.complete(document, position);
  });
  connection.onCodeAction(async ({ textDocument, range, context }) => {
    const document = shotsAt(textDocument);
    return document === undefined ? null : (await session()).shots.codeActions(document, range, context.diagnostics);
  });

  connection.onCodeLens((params) => {
    const document = shotsAt(params.textDocument);
    return document === undefined ? null : codeLensesOf(document);
  });

  messages.answer(
    shotsFieldsRequest,
    () => t("Reading the prompt"),
    async ({ text }) => (await session()).shots.trying.fields(text),
  );
  messages.answer(
    tryShotsRequest,
    () => t("Trying the prompt"),
    async (params) => (await session()).shots.trying.try(params),
  );
  messages.answer(
    sendShotsRequest,
    () => t("Sending the prompt"),
    async (params, signal) => (await session()).shots.trying.send(params, signal),
  );
  messages.answer(
    planShotsEvaluationRequest,
    () => t("Evaluating the prompt"),
    async (params, signal) => (await session()).shots.evaluating.plan(params, signal),
  );
  messages.answer(
    evaluateShotsRequest,
    () => t("Evaluating the prompt"),
    async (params, signal) => (await session()).shots.evaluating.evaluate(params, signal),
  );
  messages.answer(
    mineShotsRequest,
    () => t("Mining"),
    async (source, signal) => (await session()).shots.building.mine(source, signal),
  );
  messages.answer(
    buildShotsRequest,
    () => t("Building the prompt"),
    async (params, signal) => (await session()).shots.building.build(params, signal),
  );
  messages.answer(
    exportShotsRequest,
    () => t("Exporting the prompt"),
    (params) => Promise.resolve(exportedShots(params)),
  );

  return {
    async register({ capabilities: { textDocument } }) {
      const { client } = connection;
      if (textDocument?.documentSymbol?.dynamicRegistration === true)
        await client.register(DocumentSymbolRequest.type, selector);
      if (textDocument?.foldingRange?.dynamicRegistration === true)
        await client.register(FoldingRangeRequest.type, selector);
      if (textDocument?.completion?.dynamicRegistration === true)
        await client.register(CompletionRequest.type, { ...selector, triggerCharacters: completionTriggers });
      if (textDocument?.codeAction?.dynamicRegistration === true)
        await client.register(CodeActionRequest.type, { ...selector, codeActionKinds: [CodeActionKind.QuickFix] });
      if (textDocument?.codeLens?.dynamicRegistration === true) await client.register(CodeLensRequest.type, selector);
    },
    hover(document, position) {
      if (document.languageId !== shotsLanguage) return undefined;
      return session().then(({ shots }) => shots.hover(document, position));
    },
  };
}
