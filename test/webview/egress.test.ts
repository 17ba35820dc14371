import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { config, t } from "@vscode/l10n";
import type { Browser } from "playwright-core";
import { buildEgressHtml } from "../../client/src/egress/egressHtml.ts";
import { createEgressTexts } from "../../client/src/egress/egressTexts.ts";
import type { EgressRecord, EgressView } from "../../protocol/egressMessages.ts";
import french from "../../l10n/bundle.l10n.fr.json" with { type: "json" };
import hebrew from "../../l10n/bundle.l10n.he.json" with { type: "json" };
import russian from "../../l10n/bundle.l10n.ru.json" with { type: "json" };
import { findChromium, launchChromium } from "../e2e/host/chromium.ts";
import { outputFolder } from "../e2e/host/paths.ts";
import { accessibilityProblems } from "./axe.ts";
import themes from "./themes.json" with { type: "json" };

const bundles = { en: {}, fr: french, he: hebrew, ru: russian };

const chat: EgressRecord = {
  at: Date.UTC(2026, 10, 25, 14, 3, 9),
  ...{ purpose: "answer", method: "POST", scheme: "https", host: "models.example", path: "/v1/chat/completions" },
  isLocal: false,
  folder: "/home/anna/handbook",
  passages: [
    { path: "he/גיבויים.md", startOffset: 10, endOffset: 1190 },
    { path: "en/<img src=x onerror=alert(1)>.md", startOffset: 0, endOffset: 80 },
  ],
  ...{ bytesOut: 12_345, bytesIn: 678, outcome: "answered", status: 200, seconds: 2.1 },
};
const records: readonly EgressRecord[] = [
  chat,
  { ...chat, purpose: "rewriting", scheme: "editor", host: "copilot", path: "gpt-x", passages: [], outcome: "stopped" },
  {
    ...chat,
    purpose: "modelDownload",
    method: "GET",
    proxy: "proxy.example:3128",
    passages: [],
    outcome: "unfinished",
  },
  { ...chat, scheme: "http", host: "127.0.0.1:11434", isLocal: true, outcome: "failed", status: 503 },
];
const view: EgressView = { since: Date.UTC(2026, 9, 1), records, omitted: 3, place: "/home/anna/.config/egress" };

let browser: Browser;
before(async () => {
  browser = await launchChromium(await findChromium(console.error));
});
after(() => browser.close());

async function open(language: keyof typeof bundles, theme: keyof typeof themes, shown: EgressView, width = 1100) {
  config({ contents: bundles[language] });
  const texts = createEgressTexts(t, (value) => value.toLocaleString(language));
  const commands = { refresh: "askDocs.showEgress", clear: "askDocs.clearEgress" };
  const html = buildEgressHtml(shown, { texts, locale: language, nonce: "nonce", commands });
  const context = await browser.newContext({ viewport: { width, height: 700 }, bypassCSP: true });
  const page = await context.newPage();
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const variables = Object.entries(themes[theme]).map(([name, value]) => `${name}: ${value};`);
  const own = `<style>:root { ${variables.join(" ")} } body { background: var(--vscode-editor-background); }</style>`;
  await page.setContent(html.replace("</head>", `${own}</head>`));
  return { page, texts, dialogs, html, close: () => context.close() };
}

async function screenshot(page: Awaited<ReturnType<typeof open>>["page"], name: string): Promise<void> {
  const folder = path.join(outputFolder, "webview");
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

for (const language of ["en", "fr", "he", "ru"] as const)
  test(`${language}: what left is told in tables that axe finds nothing wrong with, in all themes`, async () => {
    for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
      const { page, texts, dialogs, close } = await open(language, theme, view);
      await page.locator("summary").first().click();
      await screenshot(page, `egress-${language}-${theme.replaceAll(" ", "-")}`);
      assert.deepEqual(await accessibilityProblems(page), [], theme);
      assert.equal(await page.locator("html").getAttribute("dir"), language === "he" ? "rtl" : "ltr");
      const [away, local] = await page.getByRole("table").all();
      assert.equal(await away?.getByRole("row").count(), 4);
      assert.equal(await local?.getByRole("row").count(), 2);
      await page.getByText("en/<img src=x onerror=alert(1)>.md").first().waitFor();
      await page.getByRole("button", { name: texts.clear }).waitFor();
      assert.deepEqual(dialogs, []);
      await close();
    }
  });

test("where nothing has left it says so, since when, also on a narrow tab", async () => {
  const { page, html, close } = await open("en", "dark", { ...view, records: [], omitted: 0 }, 320);
  await page.getByText(/^Nothing has left this machine since Oct 1, 2026/u).waitFor();
  assert.equal(await page.getByRole("table").count(), 0);
  assert.deepEqual(await accessibilityProblems(page), []);
  assert.match(html, /default-src 'none'; style-src 'nonce-nonce'/u);
  await close();
});

test("requests to this machine alone leave it said that nothing has left; a wide table scrolls by itself", async () => {
  const { page, close } = await open(
    "en",
    "light",
    { ...view, records: records.slice(3), problem: "It is full." },
    320,
  );
  await page.getByText(/^Nothing has left this machine/u).waitFor();
  assert.equal(await page.getByRole("table").count(), 1);
  await page.getByText("It is full.").waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true);
  await screenshot(page, "egress-narrow");
  await close();
});
