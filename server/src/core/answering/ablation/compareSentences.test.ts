import assert from "node:assert/strict";
import { test } from "node:test";
import type { SentenceView, Support } from "../../../../../protocol/views.ts";
import { compareSentences } from "./compareSentences.ts";

const sentence = (text: string, support: Support = "supported"): SentenceView => ({ text, support, citations: [] });

void test("a sentence stays, changes or is lost; what it is worth is told before and after", () => {
  const before = [
    sentence("Backups are kept for 35 days."),
    sentence("They are deleted then, by nobody's hand."),
    sentence("The price is £29 a month."),
  ];
  const after = [
    sentence("the price is  £29 a month", "unsupported"),
    sentence("Backups are kept for 53 days.", "partly"),
    sentence("Nothing else is known."),
  ];
  assert.deepEqual(compareSentences(before, after), [
    {
      text: "Backups are kept for 35 days.",
      change: "changed",
      becomes: "Backups are kept for 53 days.",
      before: "supported",
      after: "partly",
    },
    { text: "They are deleted then, by nobody's hand.", change: "lost", before: "supported" },
    { text: "The price is £29 a month.", change: "unchanged", before: "supported", after: "unsupported" },
  ]);
});

void test("sentences are paired once, the most alike first, in any script", () => {
  const twice = [sentence("备份保存三十五天。"), sentence("备份保存三十五天，然后删除。")];
  const changes = compareSentences(twice, [sentence("备份保存三十五天，然后删除。")]);
  assert.deepEqual(
    changes.map(({ change }) => change),
    ["lost", "unchanged"],
  );
  assert.deepEqual(
    compareSentences([sentence("…")], [sentence("!")]).map(({ change }) => change),
    ["lost"],
  );
});
