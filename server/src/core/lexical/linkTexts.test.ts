import assert from "node:assert/strict";
import { test } from "node:test";
import { openMemoryFolder } from "../../../../test/support/memoryFolder.ts";
import { createMarkdownParser } from "../documents/markdown/markdownParser.ts";
import { linksOf } from "../indexing/pageLinks.ts";
import { createAnalyser } from "../language/analyse.ts";
import type { Service } from "../service.ts";
import { createLinkTexts } from "./linkTexts.ts";
import { passageOf } from "./postings.ts";
import { createPackedPostings } from "./packedPostings.ts";

const keywords = { mode: "bm25", vectors: "none", depth: 20 } as const;

const found = async (service: Service, query: string): Promise<readonly (readonly [string, string, string])[]> =>
  (await service.search(query, keywords)).hits.map(({ file, passage, lexical }) => [
    file.path,
    passage.plain.slice(0, 20),
    lexical.toFixed(6),
  ]);

const coldRoom = `# Room 12

It is kept at twelve degrees. ${"The film is stored on the shelves along the northern wall. ".repeat(12)}

## When it rings

Call Dalia. ${"Then note the reading on the display and go back to the desk. ".repeat(12)}
`;

function folder(): Map<string, string> {
  return new Map([
    ["rooms/cold-room.md", coldRoom],
    [
      "index.md",
      "# Home\n\nFilm lies in [the freezer](rooms/cold-room.md); see also [[cold-room#When it rings|siren rules]].\n",
    ],
    ["ru/index.md", "# Дом\n\nПлёнка лежит в [морозильнике](../rooms/cold-room.md#when-it-rings).\n"],
    ["other.md", "# Other\n\nNothing of the kind is said in this page about any of it.\n"],
  ]);
}

test("a page is found by the words that links to it use, a section where the link names one", async (t) => {
  const service = await openMemoryFolder(t, folder());
  const freezer = await found(service, "freezer");
  assert.equal(freezer.filter(([path]) => path === "rooms/cold-room.md").length, 2, "the whole page");
  const siren = await found(service, "siren");
  assert.ok(siren.some(([path, text]) => path === "rooms/cold-room.md" && text.startsWith("Call Dalia")));
  assert.ok(!siren.some(([, text]) => text.startsWith("It is kept")), "not the other section");
  const inRussian = await found(service, "морозильник");
  assert.ok(inRussian.some(([path, text]) => path === "rooms/cold-room.md" && text.startsWith("Call Dalia")));
});

test("front matter aliases find the page", async (t) => {
  const files = folder();
  files.set("rooms/cold-room.md", `---\naliases: [Icebox, ארון קירור]\n---\n${coldRoom}`);
  const service = await openMemoryFolder(t, files);
  assert.equal((await found(service, "icebox"))[0]?.[0], "rooms/cold-room.md");
  assert.equal((await found(service, "ארון קירור"))[0]?.[0], "rooms/cold-room.md");
});

test("whatever changes, the index is as one made anew", async (t) => {
  const files = folder();
  const service = await openMemoryFolder(t, files);
  const edits: readonly (readonly [string, (files: Map<string, string>) => void])[] = [
    [
      "the link's text changes",
      (all) => all.set("index.md", "# Home\n\nFilm lies in [the icy vault](rooms/cold-room.md).\n"),
    ],
    [
      "the page is renamed",
      (all) => {
        all.set("rooms/chamber.md", all.get("rooms/cold-room.md") ?? "");
        all.delete("rooms/cold-room.md");
      },
    ],
    [
      "the link follows",
      (all) => all.set("index.md", "# Home\n\nFilm lies in [the icy vault](rooms/chamber.md#when-it-rings).\n"),
    ],
    ["the heading changes", (all) => all.set("rooms/chamber.md", coldRoom.replace("When it rings", "Alarms"))],
    [
      "another page takes the old name",
      (all) => all.set("rooms/cold-room.md", "# New\n\nA new room with nothing in it at all.\n"),
    ],
    [
      "a second page has the same name",
      (all) => all.set("old/cold-room.md", "# Old\n\nAn old room with nothing in it at all.\n"),
    ],
    ["the linking page goes", (all) => all.delete("ru/index.md")],
    [
      "two pages link alike",
      (all) => all.set("copy.md", "# Copy\n\n[the icy vault](rooms/chamber.md#when-it-rings)\n"),
    ],
    ["one of them stops", (all) => all.set("index.md", "# Home\n\nNothing.\n")],
  ];
  for (const [name, edit] of edits) {
    assert.ok((await found(service, "freezer")).length > 0 || name !== "the link's text changes", "links are searched");
    edit(files);
    await service.refresh();
    const fresh = await openMemoryFolder(t, new Map(files));
    for (const query of ["freezer", "icy vault", "siren rules", "морозильник", "new room", "film"])
      assert.deepEqual(
        (await found(service, query)).toSorted(),
        (await found(fresh, query)).toSorted(),
        `${name}: ${query}`,
      );
  }
});

const links = (path: string, text: string) =>
  linksOf(path, createMarkdownParser().parse(text), "en", createAnalyser()).map(({ page, heading, terms }) => [
    page,
    heading,
    terms.join(" "),
  ]);

test("links lead from where they are written; what only repeats the name is left out", () => {
  assert.deepEqual(
    links("a/b/c.md", "[up](../x.md#What's-new) [root](/y.MD) [out](../../../z.md) [x](../x.md) [folder](./d/e)"),
    [
      ["/a/x", "whatsnew", "up"],
      ["/y", "", "root"],
      ["/a/b/d/e", "", "folder"],
    ],
  );
  assert.deepEqual(
    links("a.md", "[[Page One]] [[dir/Page One|first]] [[Page One#Part|the part]] [[Page One#^block|block]]"),
    [
      ["page one", "", "first"],
      ["page one", "part", "the part"],
      ["page one", "", "block"],
    ],
  );
});

test("a text that several files use counts once and stays while one of them does", () => {
  const link = { page: "/p", heading: "", terms: ["vault"] };
  const texts = createLinkTexts(createPackedPostings(), { version: 1, at: () => [3, 5] });
  const visited = (term: string) => {
    const all: number[][] = [];
    texts.postings.visit(4, term, (passage, frequency) => all.push([passage, frequency]));
    return all;
  };
  texts.replace(1, [link, { ...link, terms: ["icy", "vault"] }]);
  texts.replace(2, [link]);
  assert.deepEqual(visited("vault"), [
    [3, 2],
    [5, 2],
  ]);
  assert.deepEqual(Array.from(texts.postings.list(4, "vault"), passageOf), [3, 5], "as scoring reads them");
  texts.replace(1, []);
  assert.deepEqual(visited("vault"), [
    [3, 1],
    [5, 1],
  ]);
  assert.deepEqual(visited("icy"), []);
  texts.remove(2);
  assert.equal(texts.postings.list(4, "vault").length, 0);
  assert.equal(texts.postings.has("vault"), false);
  assert.equal(texts.postings.count(4, "vault"), 0);
});
