import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import ts from "typescript";

/** Three words, of which what is filled in counts for one: what people would read as English. */
function isSentence(text: string): boolean {
  const parts = text.split(/\s+/u).filter((part) => /[\p{L}\0]/u.test(part));
  return parts.length >= 3 && parts.filter((part) => /^[“"(]?\p{L}{2,}/u.test(part)).length >= 2;
}

/** What begins so is a statement of SQL. */
const sql = /^\s*(?:BEGIN|CREATE|DELETE|DROP|INSERT|PRAGMA|RELEASE|ROLLBACK|SAVEPOINT|SELECT|UPDATE)\b/u;

/** Calls whose sentences nobody sees but in the log. */
const loggers: ReadonlySet<string> = new Set(["log", "logError", "warn", "error"]);

/**
 * Texts of three words and more in sources that no `t()` or `plural()` holds, as `path:line: text`. Errors that are thrown
 * are bugs, which reach the log alone.
 *
 * @param isExcepted whether a file, its path relative to the repository, holds none that people see.
 */
export function findEnglishTexts(
  root: string,
  folder: string,
  isExcepted: (path: string) => boolean,
): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !/(?:^test[A-Z]|\.test\.ts$)/.test(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll(sep, "/"),
    )
    .filter((path) => !isExcepted(path))
    .flatMap((path) => textsOf(root, path));
}

function textsOf(root: string, path: string): readonly string[] {
  const source = ts.createSourceFile(path, readFileSync(join(root, path), "utf8"), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isSpared(node)) return;
    const text = textIn(node);
    if (text !== undefined && isSentence(text) && !sql.test(text))
      found.push(`${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${text}`);
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

function isSpared(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isLiteralTypeNode(node)) return true;
  if (ts.isNewExpression(node)) return node.expression.getText().endsWith("Error");
  if (!ts.isCallExpression(node)) return false;
  const called = node.expression;
  if (ts.isIdentifier(called)) return called.text === "t" || called.text === "plural" || loggers.has(called.text);
  return ts.isPropertyAccessExpression(called) && loggers.has(called.name.text);
}

/** The words of a literal, with a null character for each part that is filled in; those of `html` without its tags. */
function textIn(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return withoutTags(node, node.text);
  if (!ts.isTemplateExpression(node)) return undefined;
  return withoutTags(
    node,
    [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join("\0"),
  );
}

const withoutTags = (node: ts.Node, text: string): string =>
  ts.isTaggedTemplateExpression(node.parent) ? text.replaceAll(/<[^>]*>/gu, " ").replaceAll(/\0\s*\0/gu, "\0") : text;
