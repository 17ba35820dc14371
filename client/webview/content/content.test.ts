import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { AnswerView, SentenceView } from "../../../protocol/views.ts";
import { answerBlocks } from "./answerBlocks.ts";
import { directionOf, withoutDirectionControls } from "./direction.ts";
import { createMarkdown } from "./markdown.ts";

const markdown = createMarkdown();

test("a direction is that of the first letter", () => {
  assert.equal(directionOf("12. שלום hello"), "rtl");
  assert.equal(directionOf("hello שלום"), "ltr");
  assert.equal(directionOf("مرحبا"), "rtl");
  assert.equal(directionOf("9:00–12:30"), undefined);
});

test("characters that turn directions around are left out, and nothing else", () => {
  assert.equal(withoutDirectionControls("a\u202Ee\u2066x\u2069 \u200Fש\u202C"), "aex \u200Fש");
});

test("a line of text is inline; lists, code and tables are blocks", () => {
  assert.deepEqual(markdown.render("Run `x` **now**."), {
    html: 'Run <code dir="ltr">x</code> <strong>now</strong>.',
    inline: true,
  });
  assert.equal(markdown.render("- one\n- two").inline, false);
  assert.equal(
    markdown.render("```sh\nls\n```").html,
    '<div class="code-block" title="sh"><pre dir="ltr"><code dir="ltr">ls\n</code></pre></div>\n',
  );
  assert.match(markdown.render("```\r\nls\r\n```").html, /^<div class="code-block crlf"><pre/u);
  assert.match(markdown.render('```a" onclick="b\nls\n```').html, /^<div class="code-block" title="a">/u);
});

test("a row without its table is still a table", () => {
  const { html, inline } = markdown.render("| שישי | `a` 9:00 | x\\|y |");
  assert.equal(inline, false);
  assert.equal(
    html,
    '<table dir="rtl"><tbody><tr><td dir="rtl">שישי</td><td dir="ltr"><code dir="ltr">a</code> 9:00</td><td dir="ltr">x|y</td></tr></tbody></table>',
  );
});

test("containers have the direction of their words, whatever code stands in them", () => {
  assert.match(markdown.render("- `npm` שלום\n- עוד").html, /^<ul dir="rtl">\s*<li dir="rtl">/);
  assert.match(markdown.render("> שלום").html, /^<blockquote dir="rtl">\s*<p dir="rtl">/);
});

test("no image or HTML of the document's own comes through", () => {
  assert.equal(
    markdown.render('[a](https://x.example "t") ![b](https://x.example/y.png) <b onclick="z()">c</b>').html,
    '<span class="link" title="https://x.example/">a</span> <span class="image">b</span> &lt;b onclick=&quot;z()&quot;&gt;c&lt;/b&gt;',
  );
});

test("a link says where it leads, and what may not be opened is text", () => {
  const from = "en/index.md";
  const html = (text: string, source?: string): string => markdown.render(text, undefined, source).html;
  assert.equal(html("[a](../he/faq.md#x)", from), '<span class="link" title="/he/faq.md#x">a</span>');
  assert.equal(html("[a](../he/faq.md#x)"), "<span>a</span>");
  assert.equal(
    html("<https://аpple.com>"),
    '<span class="link" title="https://xn--pple-43d.com/">https://xn--pple-43d.com/</span>',
  );
  assert.equal(html("<a@b.example>"), '<span class="link" title="mailto:a@b.example">a@b.example</span>');
  for (const target of ["command:a", "vscode://a", "javascript:a", "data:text/html,a", "file:///a", "//a/b", "ftp://a"])
    assert.equal(html(`[a](${target})`, from), `[a](${target})`);
  assert.equal(html("| [a](b.md) | c |", from).includes('title="/en/b.md"'), true);
});

test("whatever the text, only the renderer's own tags come out", () => {
  const own =
    /<\/?(?:p|h[1-6]|blockquote|ul|ol|li|hr|br|div|pre|code|em|strong|s|span|table|thead|tbody|tr|th|td)\b[^<>]*>/gu;
  const piece = fc.constantFrom(
    "<script>",
    "![x](y)",
    "](javascript:a)",
    "| a |",
    "```",
    "<img src=x>",
    "\n",
    "> ",
    "`",
    "x",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }), (pieces) => {
      const rest = markdown.render(pieces.join("")).html.replace(own, "");
      assert.doesNotMatch(rest, /[<>]/u);
    }),
  );
});

const sentence = (text: string): SentenceView => ({ text, support: "supported", citations: [] });
const shape = (answer: Partial<AnswerView>): unknown =>
  answerBlocks({ model: "M", citations: [], ...answer } as AnswerView, markdown).map(({ kind, sentences }) => [
    kind,
    sentences.length,
  ]);

test("a model's sentences share a paragraph until a block or the other direction comes", () => {
  const sentences = ["One.", "Two.", "- a list", "Three.", "ארבע.", "חמש."].map(sentence);
  assert.deepEqual(shape({ sentences }), [
    ["prose", 2],
    ["block", 1],
    ["prose", 1],
    ["prose", 2],
  ]);
});

test("the documents' own sentences stand by themselves", () => {
  assert.deepEqual(shape({ model: null, sentences: ["One.", "Two."].map(sentence) }), [
    ["prose", 1],
    ["prose", 1],
  ]);
});

test("the exact words are pointed out, unless other elements begin or end among them", () => {
  const marked = (text: string, words: string): string => {
    const start = text.indexOf(words);
    return markdown.render(text, { start, end: start + words.length }).html;
  };
  assert.equal(marked("Kept for 35 days.", "35 days"), 'Kept for <mark class="exact">35 days</mark>.');
  assert.equal(marked("נשמרים 35 ימים.", "35 ימים"), 'נשמרים <mark class="exact">35 ימים</mark>.');
  assert.equal(
    marked("| Plan | Days |\n| --- | --- |\n| Small | 30 |", "30").replace(/^[^]*Small/u, ""),
    '</td>\n<td><mark class="exact">30</mark></td>\n</tr>\n</tbody>\n</table>\n',
  );
  assert.equal(marked("Run `a b` now", "a b"), 'Run <code dir="ltr"><mark class="exact">a b</mark></code> now');
  assert.equal(marked("Kept for **35** days.", "for **35** days"), "Kept for <strong>35</strong> days.");
  assert.equal(markdown.render("no \uE000private\uE001 use").html, "no  private  use");
});

test("wherever words are pointed out, the text stays the same", () => {
  const piece = fc.constantFrom("a", "35 days", "**b**", "`c`", "| x |", "\n", "שלום", "<i>", "[l](u)", "&amp;");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(40), fc.nat(40), (pieces, from, length) => {
      const text = pieces.join(" ");
      const start = Math.min(from, text.length);
      const { html } = markdown.render(text, { start, end: Math.min(start + length, text.length) });
      assert.ok(!/[\uE000\uE001]/u.test(html));
      assert.ok((html.match(/<mark class="exact">/gu) ?? []).length === (html.match(/<\/mark>/gu) ?? []).length);
    }),
  );
});
