import { t } from "@vscode/l10n";
import { plural } from "../../../protocol/translate.ts";
import type { CompletedMentionView, Mention } from "../../../protocol/mentions.ts";
import type { OpenMention } from "../state/openMention.ts";
import { formatCount } from "./numbers.ts";

const lastOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

/** The sign that a mention is typed with. */
export const mentionSign = ({ kind }: Mention): string => (kind === "heading" ? "#" : "@");

/** What a mention is called for short. */
export const mentionName = (mention: Mention): string =>
  mention.kind === "heading" ? (mention.headings.at(-1) ?? "") : lastOf(mention.path);

/** What a chosen mention is called: a file with the folder that it lies in, for names repeat. */
export const mentionLabel = (mention: Mention): string =>
  mention.kind === "file" ? mention.path.split("/").slice(-2).join("/") : mentionName(mention);

/** All that tells a mention from others. */
export const mentionPlace = (mention: Mention): string =>
  mention.kind === "heading" ? [mention.path, ...mention.headings].join(" › ") : mention.path;

/** What stands beside the name of one that may be chosen: where it is, and a file's title. */
export function mentionDetail({ mention, title }: CompletedMentionView): string {
  if (mention.kind === "heading") return [mention.path, ...mention.headings.slice(0, -1)].join(" › ");
  const folder = folderOf(mention.path);
  const named = title === undefined || title === lastOf(mention.path).replace(/\.[^.]+$/u, "") ? "" : title;
  return [named, folder].filter((part) => part !== "").join(" — ");
}

/** The kind of a mention, for those who hear it. */
export function mentionKind({ kind }: Mention): string {
  switch (kind) {
    case "file":
      return t("File");
    case "folder":
      return t("Folder");
    case "heading":
      return t("Heading");
  }
}

/** The name of the list. */
export const mentionListName = ({ of }: Pick<OpenMention, "of">): string =>
  of === "places" ? t("Files and folders") : t("Headings");

/** Said where nothing fits. */
export const nothingFits = ({ of, typed }: Pick<OpenMention, "of" | "typed">): string =>
  of === "places" ? t("No file or folder fits “{0}”.", typed) : t("No heading fits “{0}”.", typed);

/** How many may be chosen, for those who hear it. */
export const spokenMatches = (open: Pick<OpenMention, "of" | "typed">, count: number, locale: string): string =>
  count === 0
    ? nothingFits(open)
    : plural(
        t,
        count,
        { one: "{0} to choose from, with the arrow keys.", other: "{0} to choose from, with the arrow keys." },
        formatCount(count, locale),
      );
