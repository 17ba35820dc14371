import { plural, type Translate } from "../../../protocol/translate.ts";

/** The texts about a workspace's conversations. @param locale a BCP 47 tag; decides how times are written. */
export const createConversationTexts = (t: Translate, locale: string, count: (value: number) => string) => ({
  title: t("Conversations"),
  placeholder: t("Words of a conversation's title or of its questions"),
  unnamed: t("New conversation"),
  begin: t("New Conversation"),
  current: t("current"),
  underWay: t("being answered"),
  pinned: t("Pinned"),
  others: t("Recent"),
  questions: (turns: number) => plural(t, turns, { one: "{0} question", other: "{0} questions" }, count(turns)),
  when: (at: number, now: number) => formatWhen(at, now, locale),
  pin: t("Pin"),
  unpin: t("Unpin"),
  rename: t("Rename"),
  remove: t("Delete"),
  renamePrompt: t("The conversation's name; without one it is called by its first question"),
  isPinned: (title: string) => t("Ask Docs: “{0}” is pinned.", isolated(title)),
  isUnpinned: (title: string) => t("Ask Docs: “{0}” is not pinned any more.", isolated(title)),
  removed: (title: string) => t("The conversation “{0}” is deleted.", isolated(title)),
  undo: t("Undo"),
  gone: t("This conversation is not there any more; another window may have deleted it."),
  nothing: t("This conversation is empty. Ask something first."),
  damaged: (title: string, file: string) =>
    t(
      "A part of the conversation “{0}” could not be read. The rest is shown; the file as it was is kept as {1}.",
      isolated(title),
      file,
    ),
  unreadable: (file: string) =>
    t("A part of the conversation kept by an earlier version could not be read. All of it is kept as {0}.", file),
  showFile: t("Show File"),
  notSaved: (cause: string) =>
    t(
      "A conversation could not be saved ({0}). It is kept in this window until it is closed, and saved with the next question that can be.",
      cause,
    ),
});

/** Words of another direction stay apart from the sentence around them. */
const isolated = (title: string): string => `\u2068${title}\u2069`;

export type ConversationTexts = ReturnType<typeof createConversationTexts>;

const day = 24 * 3_600_000;

/** The time within a day, else the day. */
function formatWhen(at: number, now: number, locale: string): string {
  const date = new Date(at);
  if (now - at < day && date.getDate() === new Date(now).getDate())
    return date.toLocaleTimeString(locale, { timeStyle: "short" });
  return date.toLocaleDateString(locale, { dateStyle: "medium" });
}
