import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { pathInWorkspace, readLink } from "./links.ts";

const addressOf = (target: string): string | undefined => {
  const link = readLink(target);
  return link === undefined || link.kind === "document" ? undefined : link.address;
};

test("addresses of the web and of mail are what a browser would make of them", () => {
  assert.equal(addressOf("https://Example.org"), "https://example.org/");
  assert.equal(addressOf("HTTP:example.org/a b"), "http://example.org/a%20b");
  assert.equal(addressOf("https://аpple.com/שלום"), "https://xn--pple-43d.com/%D7%A9%D7%9C%D7%95%D7%9D");
  assert.equal(addressOf("https://a.example/\u202Egpj.exe"), "https://a.example/%E2%80%AEgpj.exe");
  assert.equal(addressOf("mailto:a@b.example?subject=x"), "mailto:a@b.example?subject=x");
  const tricked = readLink("https://bank.example@evil.example/");
  assert.equal(tricked?.kind === "web" && tricked.host, "evil.example");
});

test("nothing else leads anywhere", () => {
  const refused = [
    ...["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:x", "vbscript:x", "data:text/html,x", "blob:x"],
    ...["command:workbench.action.quit", "vscode://file/etc/passwd", "vscode-insiders://x", "file:///etc/passwd"],
    ...[
      "ftp://a",
      "ssh://a",
      "ms-msdt:/x",
      "search-ms:x",
      "c:/windows",
      "C:\\x",
      "\\\\server\\share",
      "//server/share",
    ],
    ...[
      "/%2Fserver/share",
      "..\\..\\x",
      "%5C%5Cserver",
      "a%00b",
      "%zz",
      "https://",
      "https://a b",
      "mailto:",
      "",
      " ",
      "#",
    ],
  ];
  for (const target of refused) assert.equal(readLink(target), undefined, target);
});

const inWorkspace = (target: string, from: string): string | undefined => {
  const link = readLink(target);
  return link?.kind === "document" ? pathInWorkspace(link, from) : undefined;
};

test("a document's link leads from its own folder, or from the root, and never out of it", () => {
  assert.equal(inWorkspace("../he/faq.md#L12", "en/index.md"), "/he/faq.md#L12");
  assert.equal(inWorkspace("guide.md?x=1", "index.md"), "/guide.md");
  assert.equal(inWorkspace("/a/./b.md", "en/index.md"), "/a/b.md");
  assert.equal(inWorkspace("#how%20long", "en/index.md"), "/en/index.md#how%20long");
  assert.equal(inWorkspace("../../../etc/passwd", "en/index.md"), "/etc/passwd");
  assert.equal(inWorkspace("%2e%2e/%2e%2e/x", "en/index.md"), "/x");
  assert.equal(inWorkspace("שעות%20פתיחה.md", "he/index.md"), "/he/שעות%20פתיחה.md");
});

test("what is shown of a link hides nothing, and leads to the same place when it is read again", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.webUrl({ withFragments: true }), (text, url) => {
      for (const target of [text, url, `${url}${text}`, `mailto:${text}`, `../${text}#${text}`]) {
        const link = readLink(target);
        if (link === undefined) continue;
        const shown = link.kind === "document" ? pathInWorkspace(link, "a/b.md") : link.address;
        assert.match(shown, link.kind === "document" ? /^[^\p{C}\p{Z}]+$/u : /^[!-~]+$/u);
        const again = readLink(shown);
        if (again === undefined) assert.equal(shown, "/");
        else assert.equal(again.kind === "document" ? pathInWorkspace(again, "c/d/e.md") : again.address, shown);
      }
    }),
  );
});
