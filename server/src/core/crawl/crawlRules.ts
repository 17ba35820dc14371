import { t } from "@vscode/l10n";
import picomatch from "picomatch";
import { numeral, plural } from "../../../../protocol/translate.ts";
import { extensionOf } from "../documents/parsers.ts";
import type { CrawlDecision, IgnoreRule } from "../ports.ts";
import {
  defaultMaxFiles,
  defaultMaxFileSize,
  excludedFolders,
  neverEnteredFolders,
  secretPattern,
} from "./defaults.ts";
import {
  askdocsVerdict,
  bringingBack,
  createScope,
  gitVerdict,
  isReached,
  joinPath,
  type FolderScope,
  type IgnoreTexts,
} from "./folderScope.ts";
import { createInclusion, type Inclusion } from "./inclusion.ts";

export interface CrawlOptions {
  /** Extensions that a parser reads, lower case, with the dot. */
  readonly extensions: readonly string[];
  /** Globs of what to index; by default every file with one of the extensions. A `.` must be written to be matched. */
  readonly include?: readonly string[];
  /** Globs of what to leave out; stronger than anything that an ignore file brings back. Default: none. */
  readonly exclude?: readonly string[];
  /** Bytes; 20 MB by default. */
  readonly maxFileSize?: number;
  /** 100,000 by default. */
  readonly maxFiles?: number;
  /** Whether names in ignore files and globs match whatever their case, as on Windows and macOS. Default: false. */
  readonly ignoreCase?: boolean;
}

/** Whether to enter a folder. An ignored one is entered where `.askdocsignore` brings back something below it. */
export interface FolderDecision {
  readonly enter: boolean;
  /** Absent where nothing speaks against the folder. */
  readonly ignored?: CrawlDecision;
  /** False for folders that hold no documents for anyone, such as `.git`: not worth a word in a list of skipped ones. */
  readonly worthReporting: boolean;
  readonly broughtBack?: IgnoreRule;
}

export interface FileDecision extends CrawlDecision {
  /** Whether the name is that of a document; only then is a skipped file worth a word. */
  readonly candidate: boolean;
}

/** Decides what of a folder is indexed, entry by entry from the top, with a reason for each. */
export interface CrawlRules {
  readonly maxFileSize: number;
  readonly maxFiles: number;
  root(texts: IgnoreTexts): FolderScope;
  folder(scope: FolderScope, name: string): FolderDecision;
  /** The scope of a folder that was entered. */
  enter(scope: FolderScope, name: string, decision: FolderDecision, texts: IgnoreTexts): FolderScope;
  file(scope: FolderScope, name: string): FileDecision;
  /** Undefined for a size in bytes that is allowed. */
  oversize(size: number): string | undefined;
  tooMany(): string;
}

/** Makes the rules of one folder; the ignore files come later, as the crawl meets them. */
export function createCrawlRules(options: CrawlOptions): CrawlRules {
  const maxFileSize = options.maxFileSize ?? defaultMaxFileSize;
  const maxFiles = options.maxFiles ?? defaultMaxFiles;
  const ignoreCase = options.ignoreCase ?? false;
  const included = createInclusion(options.extensions, options.include, ignoreCase);
  const excluded = (options.exclude ?? []).map(
    (glob) => [glob, picomatch(glob, { dot: true, nocase: ignoreCase })] as const,
  );
  const excludedBy = (path: string): string | undefined => excluded.find(([, matches]) => matches(path))?.[0];

  return {
    maxFileSize,
    maxFiles,
    root: (texts) => createScope({ path: "" }, texts, ignoreCase),
    folder: (scope, name) => {
      const path = joinPath(scope.path, name);
      if (neverEnteredFolders.has(name)) {
        return { enter: false, ignored: left(t("The folder {0} is never indexed.", path)), worthReporting: false };
      }
      // "dir/**" matches what the folder holds, so it is asked about something in it too.
      const glob = excludedBy(path) ?? excludedBy(`${path}/\u0001\u0001`);
      if (glob !== undefined) {
        return { enter: false, ignored: left(excludedReason(glob)), worthReporting: true };
      }
      const verdict = askdocsVerdict(scope, path, true);
      if (verdict !== undefined && !verdict.ignored) {
        return { enter: true, worthReporting: true, broughtBack: verdict.rule };
      }
      const ignored = ignoredByLine(verdict) ?? scope.ignored ?? ignoredByLine(gitVerdict(scope, path, true));
      const byName = excludedFolders.has(name)
        ? left(t("Folders named {0} are left out by default.", name))
        : undefined;
      const hidden = included.hidesFolder(name)
        ? left(t("The folder {0} is hidden: its name begins with a dot.", path))
        : undefined;
      const decision = ignored ?? byName ?? hidden;
      if (decision === undefined) return { enter: true, worthReporting: true };
      return {
        enter: isReached(scope, path),
        ignored: decision,
        worthReporting: ignored !== undefined || byName !== undefined,
      };
    },
    enter: (scope, name, decision, texts) =>
      createScope(
        {
          path: joinPath(scope.path, name),
          parent: scope,
          ...(decision.ignored && { ignored: decision.ignored }),
          ...(decision.broughtBack && { broughtBack: decision.broughtBack }),
        },
        texts,
        ignoreCase,
      ),
    file: (scope, name) => decideFile(scope, name, included, excludedBy),
    oversize: (size) =>
      size > maxFileSize
        ? t(
            "It is larger ({0}) than the limit of {1}; raise the limit in the settings or split the file.",
            megabytes(size),
            megabytes(maxFileSize),
          )
        : undefined,
    tooMany: () =>
      t(
        "The folder holds more than {0} documents, and this one and those after it are left out; raise the limit in the settings or leave folders out.",
        numeral(t, maxFiles),
      ),
  };
}

function decideFile(
  scope: FolderScope,
  name: string,
  included: Inclusion,
  excludedBy: (path: string) => string | undefined,
): FileDecision {
  const path = joinPath(scope.path, name);
  const match = included.match(path);
  const candidate = match === "yes" || match === "no-parser";
  const secret = secretPattern(name);
  if (secret !== undefined) {
    return {
      ...left(t("Its name looks like that of a file with secrets ({0}), which Ask Docs never reads.", secret)),
      candidate,
    };
  }
  if (match === "no") {
    return {
      ...left(t("No glob of files to index matches {0}; to index it, add one in the settings.", path)),
      candidate,
    };
  }
  const glob = excludedBy(path);
  if (glob !== undefined) return { ...left(excludedReason(glob)), candidate };
  const verdict = askdocsVerdict(scope, path, false);
  const back = verdict === undefined ? bringingBack(scope) : verdict.ignored ? undefined : verdict.rule;
  if (verdict === undefined || verdict.ignored) {
    const ignored = ignoredByLine(verdict) ?? scope.ignored ?? ignoredByLine(gitVerdict(scope, path, false));
    if (ignored !== undefined) return { ...ignored, candidate };
  }
  if (match === "no-parser") {
    return {
      ...left(
        t("Files of the type {0} cannot be read yet; save it as Markdown or plain text.", extensionOf(path) || name),
      ),
      candidate,
    };
  }
  if (match === "hidden" && back === undefined) {
    return { ...left(t("{0} is hidden: a name in its path begins with a dot.", path)), candidate };
  }
  if (back === undefined)
    return { indexed: true, reason: t("It is a document and nothing leaves it out."), candidate: true };
  return {
    indexed: true,
    reason: t("It is brought back by line {0} of {1}.", back.line, back.file),
    rule: back,
    candidate: true,
  };
}

const left = (reason: string): CrawlDecision => ({ indexed: false, reason });

const excludedReason = (glob: string): string => t("The settings leave it out by the glob {0}.", glob);

function ignoredByLine(
  verdict: { readonly ignored: boolean; readonly rule: IgnoreRule } | undefined,
): CrawlDecision | undefined {
  if (verdict?.ignored !== true) return undefined;
  const { file, line, pattern } = verdict.rule;
  return {
    indexed: false,
    reason: t("It is ignored by line {0} of {1} ({2}).", line, file, pattern.trim()),
    rule: verdict.rule,
  };
}

function megabytes(bytes: number): string {
  if (bytes < 100_000) return plural(t, bytes, { one: "{0} byte", other: "{0} bytes" }, bytes);
  return t("{0} MB", numeral(t, bytes / 1_000_000, 1));
}
