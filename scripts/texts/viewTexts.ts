import { readFileSync } from "node:fs";
import ts from "typescript";

/** Attributes of elements that people see or hear. */
const heard = /\b(title|aria-label|placeholder|alt)\s*=\s*"[^"]*\p{L}[^"]*"/u;

/** Words that stand in a view's `html` templates themselves, where no translation reaches them. */
export function wordsInTemplates(path: string): readonly string[] {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === "html") found.push(...wordsOf(node.template));
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

function wordsOf(template: ts.TemplateLiteral): readonly string[] {
  const parts = ts.isNoSubstitutionTemplateLiteral(template)
    ? [template.text]
    : [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)];
  // What is filled in is no word, whether it stands in a tag or between tags.
  const markup = parts.join("\0");
  const attribute = heard.exec(markup)?.[0];
  const text = markup
    .replaceAll(/<[^>]*>/gu, " ")
    .split(/[\0\s]+/u)
    .filter((word) => /\p{L}/u.test(word));
  return [...(attribute === undefined ? [] : [attribute]), ...text];
}
