import {
  CancellationError,
  env,
  LanguageModelTextPart,
  LanguageModelToolResult,
  Location,
  Range,
  Uri,
  type CancellationToken,
  type ChatContext,
  type ChatFollowup,
  type ChatRequest,
  type ChatResponseStream,
  type ChatResult,
  type LanguageModelToolInvocationOptions,
} from "vscode";
import type { PreviousQuestion } from "../../../protocol/serverMessages.ts";
import type { AnswerView, Place } from "../../../protocol/views.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import { messageOf } from "../messageOf.ts";
import type { Texts } from "../texts.ts";
import { answerParts, searchParts, type ChatPart } from "./chatParts.ts";
import { readToolInput, toolTexts } from "./toolText.ts";

export interface DocsChatParts {
  readonly server: LanguageServer;
  readonly texts: Texts;
}

/** What the next question, and the questions that are suggested after it, need to know of an answer. */
interface TurnMemory {
  readonly previous: PreviousQuestion;
  readonly near: readonly Place[];
}

/** Places and suggestions that follow-ups are made of, at most. */
const mostNear = 3;
const searchHits = 10;

/** The participant and the tool, read from their own bundle when one of them is first used. */
export type DocsChatKit = ReturnType<typeof createDocsChatKit>;

export function createDocsChatKit({ server, texts }: DocsChatParts) {
  let asked = 0;

  async function ask(request: ChatRequest, context: ChatContext, token: CancellationToken) {
    const previous = memoriesOf(context).at(-1)?.previous;
    const id = `chat-${(asked += 1)}`;
    const question = { id, question: request.prompt, ...(previous === undefined ? {} : { previous }) };
    const answer = await server.ask((to) => to.ask(question, token));
    return { parts: answerParts(answer, texts), memory: memoryOf(answer) };
  }

  async function search(query: string, token: CancellationToken) {
    const found = await server.ask((to) => to.search({ query, limit: searchHits }, token));
    return { parts: searchParts(query, found, texts), memory: undefined };
  }

  return {
    /** Answers a question to @docs, or searches where the command says so. */
    async answer(
      request: ChatRequest,
      context: ChatContext,
      stream: ChatResponseStream,
      token: CancellationToken,
    ): Promise<ChatResult> {
      if (request.prompt.trim() === "") {
        stream.markdown(texts.docsChat.emptyQuestion);
        return {};
      }
      stream.progress(texts.docsChat.searching);
      try {
        const isSearch = request.command === "search";
        const { parts, memory } = await (isSearch ? search(request.prompt, token) : ask(request, context, token));
        if (token.isCancellationRequested) return {};
        for (const part of parts) write(part, stream);
        return memory === undefined ? {} : { metadata: { ...memory } };
      } catch (error) {
        return token.isCancellationRequested ? {} : { errorDetails: { message: texts.ask.failed(messageOf(error)) } };
      }
    },
    /** Questions that the documents answer, near those of the answer that has just been given. */
    async followUps(result: ChatResult, context: ChatContext, token: CancellationToken): Promise<ChatFollowup[]> {
      const memory = readMemory(result);
      if (memory === undefined) return [];
      const questions = memoriesOf(context).map(({ previous }) => previous.question);
      const params = { asked: [...questions, memory.previous.question], near: memory.near, locale: env.language };
      const suggestions = await server.ask((to) => to.suggest(params, token)).catch(() => []);
      return suggestions.map(({ question }) => ({ prompt: question }));
    },
    /** Searches for a language model that an agent of the editor's chat uses. */
    async search(
      { input, tokenizationOptions }: LanguageModelToolInvocationOptions<unknown>,
      token: CancellationToken,
    ): Promise<LanguageModelToolResult> {
      const wanted = readToolInput(input);
      const found = await server
        .ask((to) => to.search(wanted, token))
        .catch((error: unknown) => {
          throw token.isCancellationRequested ? new CancellationError() : error;
        });
      const parts: LanguageModelTextPart[] = [];
      let left = tokenizationOptions?.tokenBudget ?? Infinity;
      for (const text of toolTexts(wanted, found, server.status().activity)) {
        if (tokenizationOptions !== undefined) left -= await tokenizationOptions.countTokens(text, token);
        if (left < 0 && parts.length > 0) break;
        parts.push(new LanguageModelTextPart(parts.length === 0 ? text : `\n\n${text}`));
      }
      return new LanguageModelToolResult(parts);
    },
  };
}

function write(part: ChatPart, stream: ChatResponseStream): void {
  switch (part.kind) {
    case "markdown":
      stream.markdown(part.text);
      return;
    case "anchor":
      stream.anchor(locationOf(part.place), part.title);
      return;
    case "reference":
      stream.reference(locationOf(part.place));
  }
}

const locationOf = ({ uri, range: { start, end } }: Place): Location =>
  new Location(Uri.parse(uri, true), new Range(start.line, start.character, end.line, end.character));

function memoryOf({ question, askedAs, citations, nearest, abstained }: AnswerView): TurnMemory {
  const heading = citations[0]?.breadcrumb.at(-1);
  return {
    previous: { question: askedAs ?? question, ...(heading === undefined ? {} : { heading }) },
    near: (abstained ? nearest : citations).slice(0, mostNear).map(({ place }) => place),
  };
}

/** What the editor kept of an answer: it comes back as plain data, perhaps of another version. */
function readMemory({ metadata }: ChatResult): TurnMemory | undefined {
  const { previous, near } = (metadata ?? {}) as Partial<TurnMemory>;
  return typeof previous?.question === "string" && Array.isArray(near) ? { previous, near } : undefined;
}

/** Of the answers of this conversation, the oldest first; the editor gives those of this participant alone. */
const memoriesOf = ({ history }: ChatContext): readonly TurnMemory[] =>
  history.flatMap((turn) => ("result" in turn ? (readMemory(turn.result) ?? []) : []));
