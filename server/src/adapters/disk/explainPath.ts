import { readFile } from "node:fs/promises";
import { t } from "@vscode/l10n";
import type { CrawlRules } from "../../core/crawl/crawlRules.ts";
import type { FolderScope } from "../../core/crawl/folderScope.ts";
import { decodeText } from "../../core/documents/decode.ts";
import type { CrawlDecision } from "../../core/ports.ts";
import { repeatedReason } from "./crawlFolder.ts";
import { absolutePath, comparePaths, faultOf, innerPath } from "./folderPaths.ts";
import { placeOf, readIgnoreTexts } from "./listing.ts";

const left = (reason: string): CrawlDecision => ({ indexed: false, reason });

/**
 * Says whether a path is indexed and why, going down from the folder as a crawl does. Reads the file to see that it is text.
 *
 * @param firstLeftOut the first document that the last crawl left out because there were too many.
 */
export async function explainPath(
  folder: string,
  rules: CrawlRules,
  given: string,
  firstLeftOut: string | undefined,
): Promise<CrawlDecision> {
  const inner = innerPath(folder, given);
  if (inner === undefined) return left(t("{0} lies outside of the folder; only what lies in it is indexed.", given));
  if (inner.path === "") return left(t("This is the folder itself; ask about a file in it."));
  const names = inner.path.split("/");
  const name = names.pop() ?? "";
  const scope = await enterFolders(folder, rules, names);
  if (!("path" in scope)) return scope;
  return explainFile(folder, rules, scope, name, inner.path, firstLeftOut);
}

/** The scope of a folder, or why a crawl does not come to it. */
async function enterFolders(
  folder: string,
  rules: CrawlRules,
  names: readonly string[],
): Promise<FolderScope | CrawlDecision> {
  let scope = rules.root(await readIgnoreTexts(folder, ""));
  const chain = [folder];
  for (const [index, name] of names.entries()) {
    const path = names.slice(0, index + 1).join("/");
    const decision = rules.folder(scope, name);
    const place = await placeOf(folder, path);
    if (place.kind === "missing") return left(t("There is no {0} in the folder.", path));
    if (!decision.enter) return decision.ignored ?? left(t("The folder {0} is not entered.", path));
    if (place.kind === "unusable") return left(place.reason);
    if (place.kind !== "folder") return left(t("{0} is no folder.", path));
    if (place.link && chain.includes(place.real)) return left(repeatedReason(path, true));
    chain.push(place.real);
    scope = rules.enter(scope, name, decision, await readIgnoreTexts(folder, path));
  }
  return scope;
}

async function explainFile(
  folder: string,
  rules: CrawlRules,
  scope: FolderScope,
  name: string,
  path: string,
  firstLeftOut: string | undefined,
): Promise<CrawlDecision> {
  const place = await placeOf(folder, path);
  switch (place.kind) {
    case "missing":
      return left(t("There is no {0} in the folder.", path));
    case "special":
      return left(t("{0} is neither a file nor a folder.", path));
    case "folder": {
      const decision = rules.folder(scope, name);
      if (!decision.enter && decision.ignored) return decision.ignored;
      return left(t("{0} is a folder; ask about a file in it.", path));
    }
    case "unusable":
      return left(place.reason);
    case "file": {
      const { candidate: _, ...decision } = rules.file(scope, name);
      if (!decision.indexed) return decision;
      const oversize = rules.oversize(place.size);
      if (oversize !== undefined) return left(oversize);
      if (firstLeftOut !== undefined && comparePaths(path, firstLeftOut) >= 0) return left(rules.tooMany());
      return (await unreadableReason(absolutePath(folder, path), path)) ?? decision;
    }
  }
}

async function unreadableReason(absolute: string, path: string): Promise<CrawlDecision | undefined> {
  try {
    const decoded = decodeText(await readFile(absolute));
    return decoded.ok ? undefined : left(decoded.failure.message);
  } catch (error) {
    return left(t("{0} cannot be read: {1}.", path, faultOf(error)));
  }
}
