import type { ModelSpeed } from "../../../../protocol/doctor.ts";
import type { Clock, Embedder } from "../ports.ts";
import { success, type Result } from "../result.ts";
import { median } from "./median.ts";

const questions = 5;
const passages = 6;

/** Texts of our own, no two alike, so that none is remembered. */
const question = (place: number): string => `Where do the documents say how section ${place} is to be used?`;
const passage = (place: number): string =>
  `Section ${place} says who may use the reading room, when it is open, and what has to be left at the door. ` +
  "Visitors sign the book at the desk, show a card with a picture, and are given a number for the lockers. " +
  "Pencils are lent; pens, food and wet coats stay outside. The last orders are taken one hour before closing time.";

/** Measures how fast the model is, in a second or two; a model that cannot be used is a failure. */
export async function measureModel(
  { embedder, clock }: { readonly embedder: Embedder; readonly clock: Pick<Clock, "now"> },
  signal?: AbortSignal,
): Promise<Result<ModelSpeed>> {
  const times: number[] = [];
  for (let place = 0; place <= questions; place += 1) {
    const start = clock.now();
    const embedded = await embedder.embed(question(place), "question", signal);
    if (!embedded.ok) return embedded;
    times.push(clock.now() - start);
  }
  const start = clock.now();
  const texts = Array.from({ length: passages }, (_, place) => passage(place));
  const embedded = await Promise.all(texts.map((text) => embedder.embed(text, "passage", signal)));
  const seconds = (clock.now() - start) / 1000;
  const failed = embedded.find((result) => !result.ok);
  if (failed?.ok === false) return failed;
  const [firstQuestion = 0, ...others] = times;
  return success({ firstQuestion, question: median(others) ?? 0, passagesPerSecond: passages / seconds });
}
