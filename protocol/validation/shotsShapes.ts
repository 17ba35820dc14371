import * as z from "zod/mini";
import { inputSelectors, offeredOrders, offeredSelectors, offeredTemplates } from "../shotsBuilding.ts";
import { citation, count, line, listOf, passage, place } from "./shapes.ts";

/** Shapes of what is asked while few-shot prompts are built; see `shapes.ts`. */

const answers = listOf(z.object({ question: passage, answer: passage, citations: listOf(citation, 1000) }), 1000);

export const shotsSource = z.union([
  z.object({ kind: z.enum(["file", "folder"]), uri: place.shape.uri, path: line }),
  z.object({ kind: z.enum(["selection", "result"]), place }),
  z.object({ kind: z.enum(["answer", "answers"]), answers }),
]);

export const buildShotsParams = z.object({
  id: line,
  kind: z.optional(line),
  selector: z.enum([...offeredSelectors, ...inputSelectors]),
  balanced: z.boolean(),
  order: z.enum(offeredOrders),
  k: z.int().check(z.minimum(1), z.maximum(1000)),
  template: z.enum(offeredTemplates),
  budget: z.optional(count.check(z.minimum(1))),
  task: z.optional(passage),
  model: z.optional(line),
  input: z.optional(passage),
});
