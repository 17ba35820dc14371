import { t } from "@vscode/l10n";
import type { EditorChatEnd } from "../../../protocol/chatMessages.ts";
import { createLifeSigns } from "../adapters/chat/lifeSigns.ts";
import type { EgressGate } from "../adapters/egress/egressGate.ts";
import type { ChatEvent, ChatFailure, ChatFailureKind, ChatModel } from "../core/chatModel.ts";
import { failure, success } from "../core/result.ts";
import type { EditorChat } from "./editorChat.ts";

/** UTF-16 code units of an answer. */
const longestAnswer = 20_000;

const kinds = {
  notAllowed: "unauthorised",
  gone: "unknownModel",
  refused: "refused",
  rateLimited: "rateLimited",
  other: "serverError",
} as const satisfies Record<string, ChatFailureKind>;

const adviceFor = (cause: keyof typeof kinds): string => {
  switch (cause) {
    case "notAllowed":
      return t("Allow it in the editor, or choose another model.");
    case "gone":
      return t("Choose another model.");
    case "refused":
      return t("Ask in other words, or choose another model.");
    case "rateLimited":
      return t("Ask again later.");
    case "other":
      return t("Ask again, or choose another model.");
  }
};

/** A model of the editor's, which its extension runs or reaches. @param patience milliseconds without a word. */
export function createEditorChatModel(
  { editor, egress }: { readonly editor: EditorChat; readonly egress: Pick<EgressGate, "editorModel"> },
  id: string,
  patience: number,
): ChatModel {
  let name = id;
  let vendor = "editor";

  function failureOf({ cause, detail }: EditorChatEnd & { readonly kind: "failed" }): ChatFailure {
    const told = detail.trim().replace(/[.!]$/u, "").slice(0, 200);
    return {
      kind: kinds[cause],
      message:
        told === ""
          ? t("{0} did not answer. {1}", name, adviceFor(cause))
          : t("{0} did not answer ({1}). {2}", name, told, adviceFor(cause)),
    };
  }

  return {
    async describe(signal) {
      const model = await editor.model(id, signal);
      if (model === null)
        return failure(
          "chat-unusable",
          t("The editor has no such chat model now. Choose another chat model, or sign in where it comes from."),
        );
      name = model.name;
      vendor = model.vendor;
      return success({ name, contextTokens: model.contextTokens, destination: model.vendor, isLocal: false });
    },
    countTokens: async (text, signal) => (await editor.countTokens(id, text, signal)) ?? undefined,
    async *complete(
      { messages, answerTokens, subject },
      signal = new AbortController().signal,
    ): AsyncGenerator<ChatEvent> {
      const life = createLifeSigns(patience);
      const stop = new AbortController();
      const stopped = AbortSignal.any([signal, life.signal, stop.signal]);
      const waiting: string[] = [];
      let length = 0;
      let wake = (): void => undefined;
      let end: EditorChatEnd | undefined;
      const given = messages.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
      const entry = egress.editorModel(subject, { vendor, id }, given);
      void editor
        .complete(
          { id, messages, answerTokens },
          (text) => {
            life.seen();
            entry.received(Buffer.byteLength(text));
            length += text.length;
            if (length > longestAnswer) stop.abort();
            else waiting.push(text);
            wake();
          },
          stopped,
        )
        .catch((error: unknown): EditorChatEnd => ({ kind: "failed", cause: "other", detail: String(error) }))
        .then((ended) => {
          end = ended;
          entry.end(ended.kind === "ended" ? "answered" : stopped.aborted ? "stopped" : "failed");
          wake();
        });
      stopped.addEventListener("abort", () => wake());
      const failed = (kind: ChatFailureKind, message: string): ChatEvent => ({
        kind: "failed",
        failure: { kind, message },
      });
      try {
        for (;;) {
          for (const delta of waiting.splice(0)) yield { kind: "text", delta };
          if (signal.aborted) {
            yield failed("cancelled", t("The question was stopped."));
            return;
          }
          if (life.signal.aborted) {
            yield failed(
              "stalled",
              t(
                "{0} wrote nothing for {1} s and was given up. Ask again, or choose a faster model.",
                name,
                Math.round(patience / 1000),
              ),
            );
            return;
          }
          if (stop.signal.aborted) {
            yield failed(
              "tooLong",
              t("{0} wrote without end and was stopped. Ask more precisely, or choose another model.", name),
            );
            return;
          }
          if (end !== undefined) break;
          await new Promise<void>((resolve) => (wake = resolve));
        }
        yield end.kind === "ended" ? { kind: "ended", isCut: false } : { kind: "failed", failure: failureOf(end) };
      } finally {
        life.pause();
        stop.abort();
      }
    },
  };
}
