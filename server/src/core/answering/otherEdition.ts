import type { FileRecord } from "../ports.ts";
import { pathParts, pathTwins } from "../search/pageTwins.ts";

const year = /(?<![\p{L}\p{N}])(?:1[5-9]|20)\d{2}(?:\s*[-–/]\s*(?:(?:1[5-9]|20)?\d{2}))?(?![\p{L}\p{N}])/gu;

const yearsOf = (title: string): string => (title.match(year) ?? []).join(" ");
const withoutYears = (title: string): string => title.replace(year, "").replace(/\s+/gu, " ").trim().toLowerCase();

/**
 * Whether two files are one page in two years or versions: by their paths, or by titles that differ in the year alone. Such
 * pages give other values for other times, and do not contradict each other.
 */
export function isOtherEdition(one: FileRecord, other: FileRecord): boolean {
  if (pathTwins(pathParts(one.path), pathParts(other.path)) === "version") return true;
  const [title, otherTitle] = [withoutYears(one.title), withoutYears(other.title)];
  return title !== "" && title === otherTitle && yearsOf(one.title) !== yearsOf(other.title);
}
