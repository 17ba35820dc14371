import { chat, Disposable, lm, MarkdownString, Uri } from "vscode";
import { isolate } from "../../../protocol/isolate.ts";
import type { DocsChatKit, DocsChatParts } from "./docsChatKit.ts";

/** Characters of a query that are shown before it is searched for; a model writes it. */
const shownQuery = 200;

/**
 * Gives the editor's own chat the participant @docs and the tool `askDocs_search`. Both are read when first used.
 *
 * The participant calls no model of its own; the tool's results go to the model that the person chats with.
 */
export function registerDocsChat(parts: DocsChatParts & { readonly extensionUri: Uri }): Disposable {
  const texts = parts.texts.docsChat;
  let loading: Promise<DocsChatKit> | undefined;
  const kit = (): Promise<DocsChatKit> =>
    (loading ??= import("./docsChatKit.ts").then(({ createDocsChatKit }) => createDocsChatKit(parts)));

  const participant = chat.createChatParticipant("askDocs.docs", async (request, context, stream, token) =>
    (await kit()).answer(request, context, stream, token),
  );
  participant.iconPath = Uri.joinPath(parts.extensionUri, "media", "activity.svg");
  participant.followupProvider = {
    provideFollowups: async (result, context, token) => (await kit()).followUps(result, context, token),
  };
  const tool = lm.registerTool<unknown>("askDocs_search", {
    prepareInvocation({ input }) {
      const query = queryOf(input);
      return {
        invocationMessage: asText(texts.searchingFor(query)),
        confirmationMessages: { title: texts.confirmTitle, message: asText(texts.confirm(query)) },
      };
    },
    invoke: async (options, token) => (await kit()).search(options, token),
  });
  return Disposable.from(participant, tool);
}

/** What a model asks for, in one line that a person can read; an input of another shape is refused when it is searched for. */
function queryOf(input: unknown): string {
  const { query } = (input ?? {}) as { readonly query?: unknown };
  if (typeof query !== "string") return "";
  const line = query.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
  return isolate(line.length > shownQuery ? `${line.slice(0, shownQuery).toWellFormed()}…` : line);
}

/** As it is written, whatever marks stand in it. */
const asText = (text: string): MarkdownString => new MarkdownString().appendText(text);
