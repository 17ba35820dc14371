import { readFile } from "node:fs/promises";
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
  if (inner === undefined) return left(`${given} lies outside of the folder; only what lies in it is indexed.`);
  if (inner.path === "") return left("This is the folder itself; ask about a file in it.");
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
    if (place.kind === "missing") return left(`There is no ${path} in the folder.`);
    if (!decision.enter) return decision.ignored ?? left(`The folder ${path} is not entered.`);
    if (place.kind === "unusable") return left(place.reason);
    if (place.kind !== "folder") return left(`${path} is no folder.`);
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
      return left(`There is no ${path} in the folder.`);
    case "special":
      return left(`${path} is neither a file nor a folder.`);
    case "folder": {
      const decision = rules.folder(scope, name);
      if (!decision.enter && decision.ignored) return decision.ignored;
      return left(`${path} is a folder; ask about a file in it.`);
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
    return left(`${path} cannot be read: ${faultOf(error)}.`);
  }
}
