/**
 * Entry of the embedder's process: holds ONNX Runtime, speaks the messages of `messages.ts` with the process that forked
 * it, and ends when that process is gone.
 */
import { setImmediate as turn } from "node:timers/promises";
import { config as speak, t } from "@vscode/l10n";
import type { EmbeddingModel } from "./embeddingModel.ts";
import {
  parentMessage,
  type ChildMessage,
  type EmbedRequest,
  type LoadRequest,
  type ParentMessage,
} from "./messages.ts";
import { reasonOf } from "./modelFault.ts";
import { startModel } from "./startModel.ts";
import { createTextQueue } from "./textQueue.ts";

const send = (message: ChildMessage): void => {
  // The callback takes the error of a channel that has just closed; "disconnect" then ends the process.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
};

const answer = async (model: EmbeddingModel, { id, text, task }: EmbedRequest): Promise<ChildMessage> => {
  const refused = (why: string): ChildMessage => {
    const message = t("The model could not embed a text of {0} characters: {1}.", text.length, why);
    return { kind: "refused", id, failure: { code: "model-crashed", message } };
  };
  try {
    const result = await model.embed(text, task);
    if (!result.ok) return refused(result.failure.message);
    return { kind: "vector", id, vector: result.value, rss: process.memoryUsage.rss() };
  } catch (error) {
    // A trap leaves the WebAssembly build in ruins: it is a crash like a native one, of this process alone.
    if (error instanceof Error && error.name === "RuntimeError") throw error;
    return refused(reasonOf(error));
  }
};

const serve = (): void => {
  const queue = createTextQueue<EmbedRequest>();
  let model: EmbeddingModel | undefined;
  let working = false;

  const work = async (): Promise<void> => {
    if (working) return;
    working = true;
    while (model) {
      // One turn of the event loop, so that a question that came during the last inference is seen before the choice.
      await turn();
      const next = queue.shift();
      if (!next) break;
      send(await answer(model, next));
    }
    working = false;
  };

  const begin = async (request: LoadRequest): Promise<void> => {
    speak({ contents: request.texts });
    const loaded = await startModel(request);
    if ("kind" in loaded) {
      send(loaded);
      return;
    }
    model = loaded;
    send({ kind: "ready", description: loaded.description, rss: process.memoryUsage.rss() });
    await work();
  };

  const receive = (message: ParentMessage): void => {
    switch (message.kind) {
      case "load":
        void begin(message);
        break;
      case "embed":
        queue.push(message);
        void work();
        break;
      case "cancel":
        if (queue.remove(message.id)) send({ kind: "dropped", id: message.id });
        break;
    }
  };

  process.on("message", (data) => receive(parentMessage.parse(data)));
  process.on("disconnect", () => process.exit(0));
  // Ctrl+C reaches every process of the terminal; what to do about it is the parent's choice.
  process.on("SIGINT", () => undefined);
};

serve();
