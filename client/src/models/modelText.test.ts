import assert from "node:assert/strict";
import { test } from "node:test";
import { createEnglishTexts } from "../testTexts.ts";
import { describeModel, describeOffer, readModelName } from "./modelText.ts";

const { models: texts } = createEnglishTexts();

void test("a name may carry its revision; what is no name is none", () => {
  assert.deepEqual(readModelName(" Xenova/bge-small-en-v1.5 "), { name: "Xenova/bge-small-en-v1.5", revision: "" });
  assert.deepEqual(readModelName("a/b@refs/pr/1"), { name: "a/b", revision: "refs/pr/1" });
  assert.deepEqual(readModelName("bert"), { name: "bert", revision: "" });
  for (const wrong of ["", "a b", "../x", "a/b/c", "a/.b", "https://host/a/b", "a/b@"])
    assert.equal(readModelName(wrong), undefined, wrong);
});

void test("a model is told in a line", () => {
  const installed = { name: "a/b", kind: "installed", bytes: 34_900_000, licence: "mit", languages: ["en"] } as const;
  assert.equal(describeModel(installed, texts), "installed · 35 MB · English · mit");
  const bundled = { name: "e5", kind: "bundled", bytes: 93_000_000, licence: "MIT" } as const;
  assert.equal(describeModel(bundled, texts), "comes with Ask Docs · 93 MB · about 100 languages · MIT");
});

void test("what is agreed to names host, commit, size, licence, languages and place, and what is not known", () => {
  const offer = { name: "a/b", revision: "", host: "hub.example", commit: "0".repeat(40), folder: "/models", notes: ["A note."] };
  const text = describeOffer(offer, texts);
  for (const line of ["From: hub.example, commit 000000000000", "Size: not stated", "Licence: not stated", "Kept in: /models", "A note."])
    assert.ok(text.split("\n").includes(line), `${line} is not in ${text}`);
  const languages = ["en", "fr", "de", "es", "it", "pt", "ru"];
  const full = describeOffer({ ...offer, bytes: 34_000_000, licence: "mit", languages }, texts);
  assert.match(full, /^Size: 34 MB$/mu);
  assert.match(full, /^Languages: English, French, German, Spanish, Italian and 2 more$/mu);
});
