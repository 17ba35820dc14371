import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** What a chat is answered with; the request's body is JSON. */
export type ChatScript = (request: ReceivedChat, response: ServerResponse) => void | Promise<void>;

export interface ReceivedChat {
  readonly body: {
    readonly model: string;
    readonly stream: boolean;
    readonly max_tokens: number;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
  };
  readonly authorization: string | undefined;
}

/** A server with the API of OpenAI's chat on this machine that does what it is told, mistakes included. */
export interface TestChatServer {
  /** With `/v1`. */
  readonly address: string;
  readonly chats: readonly ReceivedChat[];
  /** Connections that the other side has ended before the answer was complete. */
  readonly abandoned: () => number;
  script: ChatScript;
  /** Rows of `/v1/models`. */
  models: readonly Readonly<Record<string, unknown>>[];
  close(): Promise<void>;
}

export async function startTestChatServer(
  script: ChatScript = (_, response) => writeAnswer(response, "Yes."),
): Promise<TestChatServer> {
  const chats: ReceivedChat[] = [];
  let abandoned = 0;
  const server = createServer(
    (request, response) => void serve(request, response).catch((error: unknown) => response.destroy(error as Error)),
  );

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    if (request.url === "/v1/models") {
      response.setHeader("content-type", "application/json").end(JSON.stringify({ object: "list", data: own.models }));
      return;
    }
    if (request.url !== "/v1/chat/completions") {
      writeError(response, 404, "There is nothing here.");
      return;
    }
    const body = JSON.parse(Buffer.concat(parts).toString("utf8")) as ReceivedChat["body"];
    const chat = { body, authorization: request.headers.authorization };
    chats.push(chat);
    response.on("close", () => {
      if (!response.writableFinished) abandoned += 1;
    });
    await own.script(chat, response);
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const own: TestChatServer = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    chats,
    abandoned: () => abandoned,
    script,
    models: [{ id: "scripted" }],
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return own;
}

/** Begins a stream of events. */
export function beginStream(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
}

export const event = (data: unknown): string => `data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;

/** One piece of an answer, or its end. */
export const piece = (content: string, finish: string | null = null): string =>
  event({ choices: [{ index: 0, delta: content === "" ? {} : { content }, finish_reason: finish }] });

/** A whole answer in pieces of a few characters. @param pause milliseconds between two. */
export async function writeAnswer(response: ServerResponse, text: string, pause = 0): Promise<void> {
  beginStream(response);
  for (const part of text.match(/[\s\S]{1,7}/gu) ?? []) {
    response.write(piece(part));
    if (pause > 0) await sleep(pause);
  }
  response.end(piece("", "stop") + event("[DONE]"));
}

/** A whole answer at once, as to a request that wants no stream. */
export function writeCompletion(response: ServerResponse, content: string): void {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify({ choices: [{ message: { content } }], usage: { prompt_tokens: 11 } }));
}

export function writeError(
  response: ServerResponse,
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify({ error: { message } }));
}
