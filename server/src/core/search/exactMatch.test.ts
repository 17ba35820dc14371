import assert from "node:assert/strict";
import { test } from "node:test";
import { handbookFiles, openMemoryFolder } from "../../../../test/support/memoryFolder.ts";
import { exactFirst } from "./exactMatch.ts";
import { fileKeys, nameKey } from "./nameKey.ts";

/** A query, the file that it names, and words of the passage that it names. */
type Case = readonly [query: string, path: string, words?: string | RegExp];

const inHandbook: readonly Case[] = [
  ["cold-room-alarm.markdown", "runbooks/cold-room-alarm.markdown"],
  ["cold-room-alarm", "runbooks/cold-room-alarm.markdown"],
  ["runbooks/restore-drill.md", "runbooks/restore-drill.md"],
  ["restore-drill", "runbooks/restore-drill.md"],
  ["reading-room", "he/reading-room.md"],
  ["phrasebook.txt", "ru/phrasebook.txt"],
  ["history.txt", "he/history.txt"],
  ["teletravail.md", "fr/teletravail.md"],
  ["travel-policy-2024", "en/travel-policy-2024.md"],
  ["ru/backups.md", "ru/backups.md"],
  ["en/faq", "en/faq.md"],
  ["plugin-sdk.mdx", "reference/plugin-sdk.mdx"],
  ["Travel policy 2024", "en/travel-policy-2024.md"],
  ["travel policy 2025", "en/travel-policy-2025.md"],
  ["Your first week", "en/onboarding.md"],
  ["First week", "en/onboarding.md"],
  ["Who is who?", "en/people.md"],
  ["Handbook home", "en/index.md"],
  ["ERR codes", "reference/error-codes.md"],
  ["Cold room alarm", "runbooks/cold-room-alarm.markdown"],
  ["Общее собрание", "shared/all-hands-2025-03.md"],
  ["אסיפה כללית", "shared/all-hands-2025-03.md"],
  ["Часы работы", "ru/support-hours.md"],
  ["Grille tarifaire", "fr/tarifs-2025.md"],
  ["Travail à domicile", "fr/teletravail.md"],
  ["Lexique de l’équipe lyonnaise", "fr/lexique.md"],
  ["Sealed copies", "en/backups.md", /sealed/u],
  ["Trial period", "en/onboarding.md", /trial|months/iu],
  ["## Removable media", "en/security.md", /USB|media/iu],
  ["Where the data lies", "en/backups.md"],
  ["who approves a purchase?", "en/faq.md", /purchase|approve/iu],
  ["Опечатанные копии", "ru/backups.md", /копи/u],
  ["Клиент прислал пароль. Что делать?", "ru/faq.md", /парол/u],
  ["Après un dégât des eaux", "fr/atelier-restauration.md"],
  ["Indemnité et matériel", "fr/teletravail.md"],
  ["ERR_1042", "reference/error-codes.md", /ERR_1042/u],
  ["ERR_2031", "reference/error-codes.md", /ERR_2031/u],
  ["err_1108", "reference/error-codes.md", /ERR_1108/u],
  ["start-here", "en/index.md"],
  ["#start-here", "en/index.md"],
  ["резервные-копии", "ru/backups.md"],
  ["#lexique", "fr/lexique.md"],
];

const made = new Map([
  ["guide/retry.md", "# Retrying\n\nThe setting `maxRetryCount` says how often. Its name was once max_retries.\n"],
  [
    "guide/flags.md",
    "# Flags\n\n| Flag | Meaning |\n|---|---|\n| `--dry-run` | Change nothing |\n| `-v` | Say more |\n",
  ],
  ["notes/dry run notes.md", "# Notes\n\nA dry run of the dry run: dry runs run dry.\n"],
  ["notes/retries.md", "# Counting retries\n\nThe max retry count and the retry count max, count retry max.\n"],
  ["lang/c.md", "# C\n\nC has no classes. C is older than C++ and C#.\n"],
  ["lang/cpp.md", "# C++\n\nC++ has templates, C has none.\n"],
  ["lang/csharp.md", "# C#\n\nC# has properties, C has none.\n"],
  ["lang/dotnet.md", "# .NET\n\nA net of libraries.\n"],
  ["releases/v2.3.1.md", "# v2.3.1\n\nFixed.\n"],
  ["releases/v2.3.md", "# v2.3\n\nNew.\n"],
  ["api/io.md", "# io\n\n## io.Reader\n\nReads bytes.\n\n## io.Writer\n\nWrites bytes; see io.Reader.\n"],
  ["node.js.md", "# Running on the server\n\nnode and js.\n"],
  [
    "deep.md",
    "# Deep\n\n## Alpha\n\nOne.\n\n### Beta\n\nTwo.\n\n## Gamma\n\nThree, which says beta, beta, beta and alpha.\n",
  ],
  ["@scope.md", "# Packages\n\nInstall `@scope/pkg` and not scope or pkg alone.\n"],
]);

const inMade: readonly Case[] = [
  ["maxRetryCount", "guide/retry.md"],
  ["max_retries", "guide/retry.md"],
  ["--dry-run", "guide/flags.md"],
  ["-v", "guide/flags.md"],
  ["C", "lang/c.md"],
  ["c++", "lang/cpp.md"],
  ["C#", "lang/csharp.md"],
  [".NET", "lang/dotnet.md"],
  ["v2.3.1", "releases/v2.3.1.md"],
  ["v2.3", "releases/v2.3.md"],
  ["io.Reader", "api/io.md", /Reads/u],
  ["io.Writer", "api/io.md", /Writes/u],
  ["node.js", "node.js.md"],
  ["Beta", "deep.md", /Two/u],
  ["@scope/pkg", "@scope.md"],
  ["dry run notes", "notes/dry run notes.md"],
];

for (const mode of ["hybrid", "bm25"] as const) {
  for (const [name, files, cases] of [
    ["the handbook", handbookFiles(), inHandbook],
    ["a made folder", made, inMade],
  ] as const) {
    test(`a query that is a name finds what it names first: ${name}, ${mode}`, async (t) => {
      const service = await openMemoryFolder(t, files);
      const wrong: string[] = [];
      for (const [query, path, words = ""] of cases) {
        const { hits } = await service.search(query, { mode, vectors: "stored", depth: 10 });
        const [first] = hits;
        const right = first?.file.path === path && first.passage.plain.match(words) !== null;
        if (!right || first.exact === undefined) wrong.push(`${query}: ${first?.file.path}, ${first?.exact}`);
        for (const [place, { score }] of hits.entries())
          assert.ok(place === 0 || score <= (hits[place - 1]?.score ?? 0), `${query}: scores fall`);
      }
      assert.deepEqual(wrong, []);
    });
  }
}

test("an ordinary question names nothing, and no file that was left out is named", async (t) => {
  const service = await openMemoryFolder(
    t,
    new Map([...handbookFiles(), ["zh/decnet.md", "DECnet是一套网络协议。\n"]]),
  );
  const options = { mode: "bm25", vectors: "none", depth: 10 } as const;
  for (const question of [
    "How long are backups kept?",
    "What happens to sealed copies after five years?",
    "Сколько времени хранятся копии?",
    "DECnet是什么",
    "?!",
    "the",
    "# # #",
    "x".repeat(100_000),
  ]) {
    const { hits } = await service.search(question, options);
    assert.deepEqual(
      hits.filter(({ exact }) => exact !== undefined).map(({ file }) => file.path),
      [],
      question,
    );
  }
  const { hits } = await service.search("restore-drill", {
    ...options,
    acceptsFile: (id) => service.fileOf(id)?.path !== "runbooks/restore-drill.md",
  });
  assert.ok(hits.every(({ file }) => file.path !== "runbooks/restore-drill.md"));
});

test("a renamed file is found by its new name alone", async (t) => {
  const files = new Map([
    ["old-name.md", "# Heading\n\nText.\n"],
    ["other.md", "# Other\n\nold and new name\n"],
  ]);
  const service = await openMemoryFolder(t, files);
  files.set("new-name.md", files.get("old-name.md") ?? "");
  files.delete("old-name.md");
  await service.refresh();
  const kinds = async (query: string) =>
    (await service.search(query, { mode: "bm25", vectors: "none", depth: 5 })).hits.flatMap(({ exact }) => exact ?? []);
  assert.deepEqual(await kinds("new-name"), ["file"]);
  assert.deepEqual(await kinds("old-name"), []);
});

test("names are compared without case, accents and the marks between words", () => {
  assert.equal(nameKey("  Cold-room_alarm! "), nameKey("cold room alarm"));
  assert.equal(nameKey("L’équipe"), nameKey("l'equipe"));
  assert.notEqual(nameKey("C++"), nameKey("C"));
  assert.ok(fileKeys("a/b.c.md").has(nameKey("b.c")));
});

test("what is named stands first, the surest before the others, and nothing else moves", () => {
  const ranked = [1, 2, 3, 4, 5].map((passage) => ({ passage }));
  const order = exactFirst(
    ranked,
    new Map([
      [5, "mention"],
      [3, "file"],
    ]),
  ).map(({ passage }) => passage);
  assert.deepEqual(order, [3, 5, 1, 2, 4]);
  assert.equal(exactFirst(ranked, new Map()), ranked);
});
