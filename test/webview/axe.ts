import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

/** What axe is told to look for: WCAG 2.2 to level AA, and what its makers hold to be good practice besides. */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** A panel is a part of the editor's page, which has the landmarks and the first heading. */
const ofWholePages = ["region", "landmark-one-main", "page-has-heading-one"];

interface Axe {
  run(
    context: Document,
    options: object,
  ): Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly help: string;
      readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
    }[];
  }>;
}

let source: Promise<string> | undefined;

/**
 * What axe finds wrong with the page as it stands, a line for each element; none when all is well.
 *
 * @param extent whether the page is a part of the editor's, as unless given, or stands alone in a browser.
 */
export async function accessibilityProblems(page: Page, extent: "part" | "whole" = "part"): Promise<readonly string[]> {
  source ??= readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(await source);
  const options = {
    preload: false,
    runOnly: { type: "tag", values: tags },
    rules: Object.fromEntries(ofWholePages.map((rule) => [rule, { enabled: extent === "whole" }])),
  };
  const { violations } = await page.evaluate(
    (given) => (window as unknown as { readonly axe: Axe }).axe.run(document, given),
    options,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ html, failureSummary = "" }) =>
        `${id}: ${help}: ${html.slice(0, 200)} ${failureSummary.replace(/\s+/gu, " ")}`,
    ),
  );
}
