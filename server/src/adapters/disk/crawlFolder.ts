import { t } from "@vscode/l10n";
import type { CrawlRules, FolderDecision } from "../../core/crawl/crawlRules.ts";
import { joinPath, type FolderScope } from "../../core/crawl/folderScope.ts";
import type { CrawlDecision, CrawlEntry } from "../../core/ports.ts";
import { listFolder, placeOf, readIgnoreTexts, type Listed } from "./listing.ts";

export interface FolderCrawl {
  /** The folder's real, absolute path. */
  readonly folder: string;
  readonly rules: CrawlRules;
  /** Told the first document that is left out because there are too many; undefined when all went in. */
  readonly onEnd: (firstLeftOut: string | undefined) => void;
}

/** A folder being walked. */
interface Frame {
  readonly scope: FolderScope;
  readonly steps: Iterator<Step>;
  /** Real paths of the folder and of those it was reached through. */
  readonly chain: readonly string[];
  /** Whether a link leads to it, itself or further up. */
  readonly linked: boolean;
}

type Step =
  | { readonly kind: "entry"; readonly entry: CrawlEntry }
  | {
      readonly kind: "enter";
      readonly name: string;
      readonly decision: FolderDecision;
      readonly real: string;
      readonly link: boolean;
    };

/**
 * Walks a folder in a fixed order and yields its documents, and what was passed over with the reason.
 *
 * Of the files only ignore files are read. A folder is walked at its own place and at most once more through links.
 * Throws the signal's reason when it is aborted.
 */
export async function* crawlFolder(crawl: FolderCrawl, signal?: AbortSignal): AsyncGenerator<CrawlEntry> {
  let count = 0;
  for await (const entry of walk(crawl, signal)) {
    if (entry.kind === "file") count += 1;
    if (entry.kind === "file" && count > crawl.rules.maxFiles) {
      crawl.onEnd(entry.file.path);
      yield { kind: "skipped", path: entry.file.path, reason: crawl.rules.tooMany() };
      return;
    }
    yield entry;
  }
  crawl.onEnd(undefined);
}

async function* walk(crawl: FolderCrawl, signal: AbortSignal | undefined): AsyncGenerator<CrawlEntry> {
  signal?.throwIfAborted();
  const walked = new Set([crawl.folder]);
  const root = crawl.rules.root(await readIgnoreTexts(crawl.folder, ""));
  const stack: Frame[] = [await openFrame(crawl, root, [crawl.folder], false)];
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    signal?.throwIfAborted();
    const next = frame.steps.next();
    if (next.done === true) stack.pop();
    else if (next.value.kind === "entry") yield next.value.entry;
    else {
      const { name, decision, real, link } = next.value;
      const path = joinPath(frame.scope.path, name);
      const linked = frame.linked || link;
      if (linked && walked.has(real)) {
        yield skipped(path, { reason: repeatedReason(path, frame.chain.includes(real)) });
        continue;
      }
      walked.add(real);
      const scope = crawl.rules.enter(frame.scope, name, decision, await readIgnoreTexts(crawl.folder, path));
      stack.push(await openFrame(crawl, scope, [...frame.chain, real], linked));
    }
  }
}

/** Why a folder that a link leads to is not walked again. */
export function repeatedReason(path: string, circle: boolean): string {
  return circle
    ? t("{0} is a link to a folder that it lies in, and following it would never end.", path)
    : t("{0} leads by a link to a folder that is already indexed at its own place.", path);
}

async function openFrame(
  crawl: FolderCrawl,
  scope: FolderScope,
  chain: readonly string[],
  linked: boolean,
): Promise<Frame> {
  const listing = await listFolder(crawl.folder, scope.path);
  const steps: readonly (Step | undefined)[] =
    typeof listing === "string"
      ? [step(skipped(scope.path === "" ? "." : scope.path, { reason: listing }))]
      : await Promise.all(listing.map((item) => judge(crawl, scope, item)));
  return { scope, steps: steps.filter((found) => found !== undefined).values(), chain, linked };
}

async function judge(crawl: FolderCrawl, scope: FolderScope, item: Listed): Promise<Step | undefined> {
  const { name } = item;
  const path = joinPath(scope.path, name);
  // Most files are no documents, and need not be looked at.
  const byName = crawl.rules.file(scope, name);
  if (item.kind === "file" && !byName.candidate) return undefined;
  if (item.kind === "file" && !byName.indexed) return step(skipped(path, byName));
  const place = await placeOf(crawl.folder, path, true);
  switch (place.kind) {
    case "missing":
    case "special":
      return undefined;
    case "folder": {
      const decision = crawl.rules.folder(scope, name);
      if (decision.enter) return { kind: "enter", name, decision, real: place.real, link: place.link };
      return decision.ignored && decision.worthReporting ? step(skipped(path, decision.ignored)) : undefined;
    }
    case "unusable": {
      const ignored = place.folder ? crawl.rules.folder(scope, name).ignored : undefined;
      if (!place.folder && !byName.candidate) return undefined;
      return step(skipped(path, ignored ?? (byName.rule && !byName.indexed ? byName : place)));
    }
    case "file": {
      if (!byName.candidate) return undefined;
      if (!byName.indexed) return step(skipped(path, byName));
      const reason = crawl.rules.oversize(place.size);
      if (reason !== undefined) return step(skipped(path, { reason }));
      return step({ kind: "file", file: { path, size: place.size, modified: place.modified } });
    }
  }
}

const step = (entry: CrawlEntry): Step => ({ kind: "entry", entry });

function skipped(path: string, decision: Pick<CrawlDecision, "reason" | "rule">): CrawlEntry {
  return { kind: "skipped", path, reason: decision.reason, ...(decision.rule && { rule: decision.rule }) };
}
