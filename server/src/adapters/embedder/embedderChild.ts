/**
 * Entry of the embedder's process: holds ONNX Runtime, speaks the messages of `messages.ts` with the process that forked
 * it, and ends when that process is gone.
 */
import { availableParallelism } from "node:os";
import { setImmediate as turn } from "node:timers/promises";
import { loadEmbeddingModel, type EmbeddingModel } from "./embeddingModel.ts";
import { parentMessage, type ChildMessage, type EmbedRequest, type ParentMessage } from "./messages.ts";
import { openModel } from "./modelFolder.ts";
import { createTextQueue } from "./textQueue.ts";

/** More threads than this gain little on texts of 512 tokens, and take them from the editor. */
const mostThreads = 4;

const send = (message: ChildMessage): void => {
  // The callback takes the error of a channel that has just closed; "disconnect" then ends the process.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
};

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const load = async (request: Extract<ParentMessage, { kind: "load" }>): Promise<EmbeddingModel | undefined> => {
  const folder = await openModel(request.model, request.roots);
  if (!folder.ok) {
    send({ kind: "failed", failure: folder.failure });
    return undefined;
  }
  const threads = request.threads || Math.min(availableParallelism(), mostThreads);
  try {
    return await loadEmbeddingModel(folder.value, threads);
  } catch (error) {
    const message = `The model "${request.model}" could not be loaded: ${reason(error)}. Reinstall the extension.`;
    send({ kind: "failed", failure: { code: "model-crashed", message } });
    return undefined;
  }
};

const answer = async (model: EmbeddingModel, { id, text, task }: EmbedRequest): Promise<ChildMessage> => {
  try {
    const vector = await model.embed(text, task);
    return { kind: "vector", id, vector, rss: process.memoryUsage.rss() };
  } catch (error) {
    const message = `The model could not embed a text of ${text.length} characters: ${reason(error)}.`;
    return { kind: "refused", id, failure: { code: "model-crashed", message } };
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

  process.on("message", (data) => {
    const message = parentMessage.parse(data);
    switch (message.kind) {
      case "load":
        void load(message).then((loaded) => {
          if (!loaded) return;
          model = loaded;
          send({ kind: "ready", description: loaded.description, rss: process.memoryUsage.rss() });
          void work();
        });
        break;
      case "embed":
        queue.push(message);
        void work();
        break;
      case "cancel":
        if (queue.remove(message.id)) send({ kind: "dropped", id: message.id });
        break;
    }
  });
  process.on("disconnect", () => process.exit(0));
  // Ctrl+C reaches every process of the terminal; what to do about it is the parent's choice.
  process.on("SIGINT", () => undefined);
};

serve();
