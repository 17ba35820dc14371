import assert from "node:assert/strict";
import { test } from "node:test";
import { buildPanelHtml, type PanelPage } from "./panelHtml.ts";

const page: PanelPage = {
  script: "https://resource/dist/webview.js",
  styles: ["https://resource/media/panel.css"],
  cspSource: "https://*.resource",
  nonce: "abc123",
  language: 'he"><script>',
  bundle: { Ask: "</script><script>שאלה" },
  title: "Ask Docs",
  place: "view",
};
const html = buildPanelHtml(page);

void test("the policy allows nothing but the extension's own files", () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
  const directives = Object.fromEntries(
    policy.split("; ").map((each) => {
      const [name = "", ...sources] = each.split(" ");
      return [name, sources.join(" ")];
    }),
  );
  assert.deepEqual(directives, {
    "default-src": "'none'",
    "script-src": "'nonce-abc123'",
    "style-src": "https://*.resource",
    "font-src": "https://*.resource",
    "img-src": "https://*.resource",
  });
});

void test("there is one script, with the nonce, beside the texts, and no inline style", () => {
  assert.deepEqual(html.match(/<script[^>]*>/g), [
    '<script type="application/json" id="bundle">',
    '<script type="module" nonce="abc123" src="https://resource/dist/webview.js">',
  ]);
  assert.doesNotMatch(html, /<style|style="|unsafe/);
});

void test("what comes from outside cannot leave its attribute", () => {
  assert.match(html, /<html lang="he&quot;&gt;&lt;script&gt;" dir="ltr">/);
});

void test("a translation cannot leave its element, and arrives as it was", () => {
  const [, data = ""] = /id="bundle">(.*)<\/script>/.exec(html) ?? [];
  assert.ok(!data.includes("<"));
  assert.deepEqual(JSON.parse(data), { Ask: "</script><script>שאלה" });
});

void test("the page of a right-to-left language runs from right to left", () => {
  for (const [language, direction] of [
    ["he", "rtl"],
    ["ar-EG", "rtl"],
    ["fr", "ltr"],
    ["en", "ltr"],
  ] as const) {
    assert.ok(buildPanelHtml({ ...page, language }).includes(`<html lang="${language}" dir="${direction}">`), language);
  }
});
