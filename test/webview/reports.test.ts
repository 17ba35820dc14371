import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { buildReportHtml } from "../../client/src/evaluation/reportHtml.ts";
import { placeKey } from "../../server/src/core/evaluation/places.ts";
import { drawReport, viewReport } from "../../server/src/adapters/report/reportPage.ts";
import { drawShotsReport, viewShotsReport } from "../../server/src/adapters/report/shotsReportPage.ts";
import { hostile, testReport, testShotsReport } from "../../server/src/adapters/report/testReports.ts";
import { findChromium, launchChromium } from "../e2e/host/chromium.ts";
import { outputFolder } from "../e2e/host/paths.ts";
import { accessibilityProblems } from "./axe.ts";
import { lookOf, wearTheme, type ThemeName } from "./panelPage.ts";

const allThemes: readonly ThemeName[] = ["dark", "light", "high contrast", "high contrast light"];
const questions = ["How long are backups kept?", "Found?", "כמה זמן נשמרים הגיבויים?", hostile];

let browser: Browser;
before(async () => (browser = await launchChromium(await findChromium(console.error))));
after(async () => browser.close());

async function withPage(
  content: string,
  options: BrowserContextOptions,
  story: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 900, height: 800 }, bypassCSP: true, ...options });
  try {
    const page = await context.newPage();
    await page.setContent(content);
    await story(page);
  } finally {
    await context.close();
  }
}

async function screenshot(page: Page, name: string): Promise<void> {
  await mkdir(path.join(outputFolder, "webview"), { recursive: true });
  await page.screenshot({
    path: path.join(outputFolder, "webview", `${name.replaceAll(" ", "-")}.png`),
    fullPage: true,
  });
}

/** The reports as they are in the editor's tab, their places links. */
async function tabs(): Promise<readonly (readonly [string, string])[]> {
  const report = await testReport(questions);
  const links = new Map(
    report.results.flatMap(({ expected }) =>
      expected.map(
        (place) => [placeKey(place), { text: `${place.path}:7`, href: "command:askDocs.openPlace" }] as const,
      ),
    ),
  );
  return [
    ["search", buildReportHtml(await viewReport(report, links), "nonce", "en")],
    ["few-shot", buildReportHtml(await viewShotsReport(testShotsReport), "nonce", "en")],
  ];
}

test("the reports in the editor are clean to axe in the four themes, from both directions, wide and narrow", async () => {
  for (const [name, content] of await tabs())
    await withPage(content, {}, async (page) => {
      for (const theme of allThemes) {
        await page.evaluate(wearTheme, lookOf(theme));
        assert.deepEqual(await accessibilityProblems(page), [], `${name}, ${theme}`);
        await screenshot(page, `report ${name} ${theme}`);
      }
      await page.evaluate(() => (document.documentElement.dir = "rtl"));
      assert.deepEqual(await accessibilityProblems(page), [], `${name}, right to left`);
      await page.setViewportSize({ width: 320, height: 640 });
      assert.deepEqual(await accessibilityProblems(page), [], `${name}, 320 pixels`);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 320, `${name} is ${width} pixels wide where there are 320`);
      await screenshot(page, `report ${name} narrow`);
    });
});

test("the reports as pages of their own are clean to axe, by day, by night and in forced colours", async () => {
  const pages = [
    ["search", await drawReport(await testReport(questions), (place) => ({ text: place.path }))],
    ["few-shot", await drawShotsReport(testShotsReport)],
  ] as const;
  for (const [name, content] of pages)
    for (const options of [
      { colorScheme: "light" },
      { colorScheme: "dark" },
      { colorScheme: "dark", forcedColors: "active" },
    ] satisfies BrowserContextOptions[])
      await withPage(content, options, async (page) => {
        assert.deepEqual(await accessibilityProblems(page, "whole"), [], `${name}, ${JSON.stringify(options)}`);
        await screenshot(page, `page ${name} ${options.colorScheme}${"forcedColors" in options ? " forced" : ""}`);
      });
});

test("whatever can be scrolled or opened in a report can be so by keys, and shows that it has the focus", async () => {
  for (const [name, content] of await tabs())
    await withPage(content, { viewport: { width: 320, height: 640 } }, async (page) => {
      await page.evaluate(wearTheme, lookOf("dark"));
      const stops: string[] = [];
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press("Tab");
        const stop = await page.evaluate(() => {
          const at = document.activeElement;
          if (at === null || at === document.body) return undefined;
          const style = getComputedStyle(at);
          const isMarked = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0;
          return `${at.localName}${isMarked ? "" : " without a mark"}`;
        });
        if (stop === undefined) break;
        stops.push(stop);
      }
      assert.deepEqual(
        stops.filter((stop) => stop.endsWith("without a mark")),
        [],
        name,
      );
      const isReached = await page.evaluate(() =>
        [...document.querySelectorAll("*")]
          .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === "auto")
          .every((one) => (one as HTMLElement).tabIndex === 0 || one.querySelector("a, summary") !== null),
      );
      assert.ok(isReached, `${name}: what is wider than the page is not reached by keys`);
    });
});
