import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A text of the source as the bundles must know it. */
export type UsedText =
  /** Its key: the message, or `message/comment`. */
  | { readonly kind: "text"; readonly key: string }
  /** The key of its forms without `/category`. */
  | { readonly kind: "plural"; readonly key: string };

/** Texts that the code uses, and calls as `path:line`. */
export interface UsedTexts {
  readonly texts: readonly UsedText[];
  /** Calls whose text is no literal. */
  readonly unreadable: readonly string[];
  /** Calls in no function: a module is read before the language is known. */
  readonly tooEarly: readonly string[];
}

/** Finds every `t("…")`, `t({ message, comment })` and `plural(t, count, { one, other })` under some folders. */
export function findUsedTexts(root: string, folders: readonly string[]): UsedTexts {
  const found = folders.flatMap((folder) => sourcesUnder(join(root, folder)).map((path) => textsOf(path, root)));
  return {
    texts: found.flatMap(({ texts }) => texts),
    unreadable: found.flatMap(({ unreadable }) => unreadable),
    tooEarly: found.flatMap(({ tooEarly }) => tooEarly),
  };
}

const sourcesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath, entry.name));

/** The device itself, whose arguments are what others give it. */
const device = "protocol/translate.ts";

function textsOf(path: string, root: string): UsedTexts {
  const name = path.slice(root.length + 1).replaceAll("\\", "/");
  const code = readFileSync(path, "utf8");
  if (name === device || !/\b(t|plural)\(/.test(code)) return { texts: [], unreadable: [], tooEarly: [] };
  const source = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true);
  const texts: UsedText[] = [];
  const unreadable: string[] = [];
  const tooEarly: string[] = [];
  const placeOf = (node: ts.Node): string =>
    `${name}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && isTextCall(node.expression.text)) {
      const text = readCall(node, node.expression.text);
      if (text === undefined) unreadable.push(placeOf(node));
      else texts.push(text);
      if (ts.findAncestor(node, ts.isFunctionLike) === undefined) tooEarly.push(placeOf(node));
    }
    node.forEachChild(visit);
  };
  visit(source);
  return { texts, unreadable, tooEarly };
}

const isTextCall = (name: string): boolean => name === "t" || name === "plural";

function readCall(call: ts.CallExpression, name: string): UsedText | undefined {
  if (name === "plural") {
    const key = propertyOf(call.arguments[2], "other");
    return key === undefined || propertyOf(call.arguments[2], "one") === undefined
      ? undefined
      : { kind: "plural", key };
  }
  const [given] = call.arguments;
  if (given !== undefined && ts.isStringLiteralLike(given)) return { kind: "text", key: given.text };
  const message = propertyOf(given, "message");
  const comment = propertyOf(given, "comment");
  return message === undefined || comment === undefined ? undefined : { kind: "text", key: `${message}/${comment}` };
}

/** A property that is a string, or a list of one. */
function propertyOf(given: ts.Expression | undefined, name: string): string | undefined {
  if (given === undefined || !ts.isObjectLiteralExpression(given)) return undefined;
  for (const property of given.properties) {
    if (!ts.isPropertyAssignment(property) || property.name.getText() !== name) continue;
    const value = property.initializer;
    const only = ts.isArrayLiteralExpression(value) && value.elements.length === 1 ? value.elements[0] : value;
    return only !== undefined && ts.isStringLiteralLike(only) ? only.text : undefined;
  }
  return undefined;
}
