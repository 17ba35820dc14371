import assert from "node:assert/strict";
import { test } from "node:test";
import { buildPanelHtml } from "./panelHtml.ts";

const html = buildPanelHtml({
  script: "https://resource/dist/webview.js",
  styles: ["https://resource/media/panel.css"],
  cspSource: "https://*.resource",
  nonce: "abc123",
  locale: 'he"><script>',
  title: "Ask Docs",
  place: "view",
});

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

void test("there is one script, with the nonce, and no inline style", () => {
  assert.deepEqual(html.match(/<script[^>]*>/g), [
    '<script type="module" nonce="abc123" src="https://resource/dist/webview.js">',
  ]);
  assert.doesNotMatch(html, /<style|style="|unsafe/);
});

void test("what comes from outside cannot leave its attribute", () => {
  assert.match(html, /<html lang="he&quot;&gt;&lt;script&gt;">/);
});
