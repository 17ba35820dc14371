import { StringDecoder } from "node:string_decoder";
import { t } from "@vscode/l10n";
import { createParser } from "eventsource-parser";
import { z } from "zod";

/** What one event of a server says. */
export type StreamStep =
  | { readonly kind: "text"; readonly delta: string }
  /** The model thinks; nothing to be shown. */
  | { readonly kind: "alive" }
  | { readonly kind: "finished"; readonly reason: string }
  | { readonly kind: "refused" }
  | { readonly kind: "reported"; readonly message: string }
  | { readonly kind: "malformed" }
  | { readonly kind: "tooLong" };

/** Bytes of a whole answer, wrapping included: ten times what the longest answer takes. */
const mostBytes = 2_000_000;

const choice = z.object({
  delta: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }).nullish(),
  message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }).nullish(),
  finish_reason: z.string().nullish(),
});
const chunk = z.object({ choices: z.array(choice).nullish(), error: z.unknown().optional() });

/** Reads the body of an answer, streamed as events or whole as JSON, step by step; ends where the body ends. */
export async function* readChatStream(body: AsyncIterable<Uint8Array>, isJson: boolean): AsyncGenerator<StreamStep> {
  const decoder = new StringDecoder("utf8");
  const waiting: StreamStep[] = [];
  const parser = createParser({
    onEvent: ({ data }) => waiting.push(...stepsOf(data)),
    onError: () => undefined,
  });
  let whole = "";
  let bytes = 0;
  for await (const part of body) {
    bytes += part.length;
    if (bytes > mostBytes) {
      yield { kind: "tooLong" };
      return;
    }
    const text = decoder.write(Buffer.from(part.buffer, part.byteOffset, part.byteLength));
    if (isJson) whole += text;
    else parser.feed(text);
    yield* waiting.splice(0);
  }
  if (isJson) yield* stepsOf(whole);
}

function stepsOf(data: string): readonly StreamStep[] {
  if (data.trim() === "[DONE]") return [{ kind: "finished", reason: "stop" }];
  const read = chunk.safeParse(parseJson(data));
  if (!read.success) return [{ kind: "malformed" }];
  const { choices, error } = read.data;
  if (error !== undefined && error !== null) return [{ kind: "reported", message: messageOf(error) }];
  return (choices ?? []).flatMap(({ delta, message, finish_reason: reason }): readonly StreamStep[] => {
    const content = delta?.content ?? message?.content ?? "";
    const refusal = delta?.refusal ?? message?.refusal ?? "";
    const isRefused = refusal !== "" || reason === "content_filter";
    return [
      content === "" ? { kind: "alive" } : { kind: "text", delta: content },
      ...(isRefused ? [{ kind: "refused" } as const] : []),
      ...(typeof reason === "string" && !isRefused ? [{ kind: "finished", reason } as const] : []),
    ];
  });
}

function parseJson(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

function messageOf(error: unknown): string {
  if (typeof error === "string") return error;
  const { message } = error as { readonly message?: unknown };
  return typeof message === "string" ? message : t("it did not say why");
}
