import { t } from "@vscode/l10n";
import { completeMentionRequest } from "../../../protocol/mentions.ts";
import { completeTagRequest } from "../../../protocol/noteTags.ts";
import type { OwnMessages } from "./requests.ts";
import type { Session } from "./session.ts";

/** Answers what is asked while files, folders, headings and tags are typed. */
export function serveMentions(messages: OwnMessages, session: () => Promise<Session>): void {
  messages.answer(
    completeMentionRequest,
    () => t("Completing"),
    async (typed, signal) => (await session()).completeMention(typed, signal),
  );
  messages.answer(
    completeTagRequest,
    () => t("Completing"),
    async (typed) => (await session()).completeTag(typed),
  );
}
