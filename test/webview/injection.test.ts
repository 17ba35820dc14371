import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { panelOpenLink } from "../../protocol/contentMessages.ts";
import { readLink } from "../../protocol/links.ts";
import { panelLocateCitation, type ConversationState } from "../../protocol/panelMessages.ts";
import { findChromium, launchChromium } from "../e2e/host/chromium.ts";
import { hostileDocuments } from "../fixtures/hostile/hostileDocuments.ts";
import { bundlePanel, openPanelPage, type PanelPage } from "./panelPage.ts";
import { answer, cite, ready } from "./samples.ts";

let browser: Browser;
let script: string;
before(async () => {
  script = await bundlePanel();
  browser = await launchChromium(await findChromium(console.error));
});
after(async () => browser.close());

const run = "globalThis.attacked=true";
const out = "https://evil.example";
/** Texts of documents and models that would run, load, submit or lead away, if anything took them as more than text. */
const payloads: readonly string[] = [
  `<script>${run}</script>`,
  `<script src="${out}/a.js"></script>`,
  `<img src=x onerror="${run}">`,
  `<img src="${out}/b.png">`,
  `<svg onload="${run}"></svg>`,
  `<svg><script>${run}</script></svg>`,
  `<svg><animate onbegin="${run}" attributeName=x dur=1s></svg>`,
  `<math><mtext><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${run}&gt;">`,
  `<iframe srcdoc="<script>parent.attacked=true</script>"></iframe>`,
  `<object data="data:text/html,<script>${run}</script>"></object>`,
  `<embed src="${out}/c.swf">`,
  `<body onload="${run}">`,
  `<details open ontoggle="${run}"><summary>x</summary></details>`,
  `<input autofocus onfocus="${run}">`,
  `<video><source onerror="${run}"></video>`,
  `<audio src="${out}/d.mp3" autoplay></audio>`,
  `<a href="javascript:${run}">x</a>`,
  `[x](javascript:${run})`,
  `[x](java\tscript:${run})`,
  `[x](&#106;avascript:${run})`,
  `[x](data:text/html,<script>${run}</script>)`,
  `[x](vbscript:${run})`,
  `[x](command:workbench.action.quit)`,
  `[x](vscode://file/etc/passwd)`,
  `![x](${out}/e.png)`,
  `![x](javascript:${run})`,
  `[x](${out}/f "\\" onmouseover=\\"${run}")`,
  `<link rel="stylesheet" href="${out}/g.css">`,
  `<link rel="prefetch" href="${out}/h">`,
  `<style>@import "${out}/i.css"; * { background: url(${out}/j) }</style>`,
  `<base href="${out}/">`,
  `<meta http-equiv="refresh" content="0;url=${out}/k">`,
  `<form action="${out}/l"><input name=q><button>Go</button></form>`,
  `<template><script>${run}</script></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${run}>"></noscript>`,
  `</textarea><script>${run}</script>`,
  `--><script>${run}</script><!--`,
  `\`\`\`"><script>${run}</script>\n<img src=x onerror=${run}>\n\`\`\``,
  `<${out}/m>`,
  `<x-panel onclick="${run}" style="position:fixed;inset:0">x</x-panel>`,
  `{{constructor.constructor('${run}')()}} \${${run}} <%= ${run} %>`,
  ...hostileDocuments(out).map(({ payload }) => payload),
];

/** As sentences, as quotations with what stands around them, as paths, headings, notices and a question, twenty in an answer. */
function conversationOf(texts: readonly string[], model: string | null): ConversationState {
  const citations = texts.map((text, at) =>
    cite(at + 1, `${text}.md`, 1, text, { before: text, after: text, breadcrumb: [text, text] }),
  );
  const view = answer(
    texts.join(" "),
    texts.map((text, at) => [text, [at + 1]]),
    citations,
    { model, notices: texts, nearest: citations },
  );
  const outcome = { kind: "answered", answer: view } as const;
  return { version: 1, turns: [{ id: "1", question: view.question, askedAt: 0, outcome }], draft: texts.join(" ") };
}

const batch = 20;
const batches = Array.from({ length: Math.ceil(payloads.length / batch) }, (_, at) =>
  payloads.slice(at * batch, (at + 1) * batch),
);

const forbidden =
  "script, img, iframe, style, a, object, embed, form, base, link, video, audio, svg:not(.icon), [onerror], [onload], [onclick], [onfocus], [onmouseover], [href], [src], [srcdoc]";

async function assertHarmless({ page, problems }: PanelPage): Promise<void> {
  assert.deepEqual(await page.evaluate(() => "attacked" in globalThis), false);
  assert.equal(page.url(), "https://panel.example/");
  assert.deepEqual(problems, []);
  assert.deepEqual(
    await page
      .locator(".turn, ask-docs-citation-card, [role=tooltip]")
      .locator(forbidden)
      .evaluateAll((found) => found.map(({ outerHTML }) => outerHTML.slice(0, 200))),
    [],
  );
}

for (const model of [null, "Obedient Model"])
  test(`${payloads.length} texts of ${model === null ? "documents" : "a model"} run, load and open nothing`, async () => {
    const asked: string[] = [];
    for (const texts of batches) {
      const panel = await openPanelPage(browser, script, { status: ready, conversation: conversationOf(texts, model) });
      const { page, host } = panel;
      try {
        host.onRequest(panelLocateCitation, ({ place }) => ({ kind: "unchanged" as const, place }));
        await page
          .locator(".answer .chip")
          .nth(texts.length - 1)
          .waitFor();
        await assertHarmless(panel);
        // What looks like a link leads nowhere by itself: it asks the extension for what it says.
        host.onRequest(panelOpenLink, ({ target }) => (asked.push(target), null));
        const links = page.locator(".answer .link");
        const titles = await links.evaluateAll((all) => all.map((link) => link.getAttribute("title")));
        const before = asked.length;
        await links.evaluateAll((all) =>
          all.forEach((link) => link.dispatchEvent(new MouseEvent("click", { bubbles: true }))),
        );
        while (asked.length - before < titles.length) await page.waitForTimeout(10);
        assert.deepEqual(asked.slice(before), titles);
        await page.locator(".answer .chip").first().focus();
        await page.keyboard.press("Shift+Tab");
        await page.keyboard.press("Tab");
        await page.getByRole("tooltip").waitFor();
        await assertHarmless(panel);
      } finally {
        await panel.close();
      }
    }
    assert.ok(asked.length > 5, asked.join("\n"));
    for (const target of asked)
      assert.match(readLink(target)?.kind ?? `refused: ${target}`, /^(?:web|mail|document)$/u);
    for (const scheme of ["javascript", "command", "vscode", "data", "file", "vbscript"])
      assert.ok(!asked.some((target) => target.toLowerCase().startsWith(scheme)), asked.join("\n"));
  });

test("what gets past everything else is stopped by the page's policy", async () => {
  const panel = await openPanelPage(browser, script, { status: ready });
  try {
    const { page } = panel;
    await page.locator("textarea").waitFor();
    const refused = await page.evaluate(async (address) => {
      const directives = new Set<string>();
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
        directives.add(effectiveDirective);
      });
      const place = document.createElement("div");
      place.innerHTML = `<img src="${address}/a.png" onerror="globalThis.attacked=true"><iframe src="${address}/"></iframe>
        <object data="${address}/o"></object><video src="${address}/v"></video><p style="color:red" onclick="globalThis.attacked=true">x</p>`;
      document.body.append(place);
      place.querySelector("p")?.click();
      const inline = document.createElement("script");
      inline.textContent = "globalThis.attacked=true";
      const remote = document.createElement("script");
      remote.src = `${address}/s.js`;
      const sheet = document.createElement("link");
      Object.assign(sheet, { rel: "stylesheet", href: `${address}/s.css` });
      document.body.append(inline, remote, sheet);
      const failed = await Promise.all([
        fetch(`${address}/f`).then(
          () => false,
          () => true,
        ),
        // In a task of its own: what the test's own protocol evaluates may use `eval`.
        new Promise<boolean>((resolve) =>
          setTimeout(() => {
            try {
              // The attack itself.
              globalThis.eval("globalThis.attacked=true");
              resolve(false);
            } catch {
              resolve(true);
            }
          }),
        ),
      ]);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { directives: [...directives].toSorted(), failed };
    }, out);
    assert.deepEqual(refused.failed, [true, true]);
    const wanted = [
      "connect-src",
      "frame-src",
      "img-src",
      "media-src",
      "script-src",
      "script-src-attr",
      "script-src-elem",
    ];
    for (const directive of [...wanted, "object-src", "style-src-attr", "style-src-elem"])
      assert.ok(refused.directives.includes(directive), `${directive}: ${refused.directives.join(" ")}`);
    assert.equal(await page.evaluate(() => "attacked" in globalThis), false);
    assert.deepEqual(
      panel.problems.filter((problem) => problem.startsWith("request:")),
      [],
    );
  } finally {
    await panel.close();
  }
});
