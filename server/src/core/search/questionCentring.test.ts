import assert from "node:assert/strict";
import { test } from "node:test";
import { dominantScript, scriptOfLanguage } from "../language/script.ts";
import type { Embedder, QuantizedVector, VectorStore } from "../ports.ts";
import { dot, quantizeVector } from "../vector/quantize.ts";
import { generalQuestions } from "./generalQuestions.ts";
import { createQuestionCentres, createQuestionCentring } from "./questionCentring.ts";

/** Components: whether it is in Russian, whether it is in another language, lamps, boats. */
const general = (text: string): QuantizedVector =>
  quantizeVector(dominantScript(text).script === "cyrillic" ? [0.9, 0, 0.2, 0.2] : [0, 0.9, 0.2, 0.2]);

function countingEmbedder(embed: (text: string) => QuantizedVector | undefined) {
  const texts: string[] = [];
  const embedder: Pick<Embedder, "embed"> = {
    async embed(text) {
      texts.push(text);
      const value = embed(text);
      return value === undefined
        ? { ok: false, failure: { code: "model-missing", message: "It did not start." } }
        : { ok: true, value };
    },
  };
  return { texts, embedder };
}

function memoryVectors(): VectorStore {
  const known = new Map<string, QuantizedVector>();
  return {
    get: (_, keys) =>
      new Map(keys.flatMap((key) => (known.has(key) ? [[key, known.get(key) as QuantizedVector]] : []))),
    put(_, rows) {
      for (const [key, vector] of rows) known.set(key, vector);
    },
    missing: (_, keys) => keys.filter((key) => !known.has(key)),
    setAside: () => new Map(),
    addSetAside: () => undefined,
  };
}

const over = (embedder: Pick<Embedder, "embed">, vectors = memoryVectors()) =>
  createQuestionCentres({ embedder, vectors, model: "m", hash: String });

test("what all questions of a language have in common no longer decides", async () => {
  const centre = createQuestionCentring(over(countingEmbedder(general).embedder));
  const question = quantizeVector([0.8, 0, 0.6, 0]);
  const aboutLamps = quantizeVector([0, 0.8, 0.6, 0]);
  const merelyRussian = quantizeVector([0.8, 0, 0, 0.6]);
  assert.ok(dot(question, merelyRussian) > dot(question, aboutLamps));
  const centred = await centre("Как зажечь лампу?", question, 0.9);
  assert.ok(dot(centred, aboutLamps) > dot(centred, merelyRussian));
});

test("general questions of one script are embedded, once, and kept", async () => {
  const { texts, embedder } = countingEmbedder(general);
  const vectors = memoryVectors();
  const first = createQuestionCentring(over(embedder, vectors));
  await first("Что?", general("Что?"), 0.4);
  await first("Кто?", general("Кто?"), 0.4);
  assert.deepEqual(texts.toSorted(), [...(generalQuestions["ru"] ?? []), ...(generalQuestions["uk"] ?? [])].toSorted());
  await createQuestionCentring(over(embedder, vectors))("Где?", general("Где?"), 0.4);
  assert.equal(new Set(texts).size, texts.length);
});

test("a question stays as it is without strength, in an unknown script, and where the model fails", async () => {
  const question = general("What?");
  const centre = createQuestionCentring(over(countingEmbedder(() => undefined).embedder));
  assert.equal(await centre("What?", question, 0), question);
  assert.equal(await centre("What?", question, 0.4), question);
  assert.equal(await centre("42?", question, 0.4), question);
});

test("every language has four questions in its own script", () => {
  for (const [language, questions] of Object.entries(generalQuestions)) {
    assert.equal(new Set(questions).size, 4, language);
    for (const question of questions) {
      const { script } = dominantScript(question);
      // Japanese mixes two scripts.
      if (language !== "ja") assert.equal(script, scriptOfLanguage(language), question);
    }
  }
});
