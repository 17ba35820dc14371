import fc from "fast-check";
import { textOf } from "./anyText.ts";

/** Anything that JSON can carry. */
const anyJson = fc.jsonValue({ maxDepth: 3 });
/** As a rule what is meant, now and then anything else. */
const nearly = (meant: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: meant }, { weight: 1, arbitrary: anyJson });

const words = textOf(
  ["ferry ", "pier", '"', "-", "path:", "lang:en", "tag:", "modified:>", "title:", "\u202E", "]]", "?", "\0"],
  12,
);
const number = fc.oneof(fc.integer({ min: -2, max: 120 }), fc.constantFrom(0.5, 1e9, 2 ** 31, Number.MAX_SAFE_INTEGER));
const flag = fc.boolean();

/** Parameters by method, right and nearly right. @param uris of documents that there are, and a folder's. */
function serverParams(uris: readonly string[]): Readonly<Record<string, fc.Arbitrary<unknown>>> {
  const uri = nearly(
    fc.oneof(fc.constantFrom(...uris), words, fc.constantFrom("file:///", "file:///%ff", "untitled:a")),
  );
  const position = nearly(fc.record({ line: nearly(number), character: nearly(number) }));
  const place = nearly(
    fc.record({ uri, path: nearly(words), range: nearly(fc.record({ start: position, end: position })) }),
  );
  const mention = nearly(
    fc.record(
      {
        uri,
        path: words,
        kind: fc.constantFrom("file", "folder", "heading", "other"),
        headings: nearly(fc.array(words)),
      },
      { requiredKeys: ["uri", "path", "kind"] },
    ),
  );
  const mentions = nearly(fc.array(mention, { maxLength: 3 }));
  const citation = nearly(
    fc.record({
      ...{ n: nearly(number), place, quote: nearly(words), before: words, after: words },
      ...{ breadcrumb: nearly(fc.array(words)), contentHash: words, unsaved: nearly(flag), language: words },
    }),
  );
  const judged = nearly(fc.record({ place, quote: words, before: words, after: words }, { requiredKeys: ["place"] }));
  const shots = textOf(["---\nshots: 1\n---\n", "===\n", "text: a\n", "label: b\n", "template: chat\n", "\n"], 12);
  const given: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    "askDocs/ask": fc.record(
      {
        id: words,
        question: nearly(words),
        mentions,
        previous: nearly(fc.record({ question: words, heading: words })),
      },
      { requiredKeys: ["id", "question"] },
    ),
    "askDocs/search": fc.record(
      { query: nearly(words), limit: nearly(number), lastWordIsPrefix: nearly(flag), mentions },
      { requiredKeys: ["query", "limit"] },
    ),
    "askDocs/completeMention": fc.record({
      ...{ of: nearly(fc.constantFrom("places", "headings")), typed: nearly(words), limit: nearly(number) },
      ...{ recent: nearly(fc.array(uri, { maxLength: 3 })), within: nearly(fc.array(uri, { maxLength: 3 })) },
    }),
    "askDocs/explain": fc.record({ question: nearly(words), place }),
    "askDocs/locateCitation": citation,
    "askDocs/why": fc.record({ uri }),
    "askDocs/suggest": fc.record({
      asked: nearly(fc.array(words)),
      near: nearly(fc.array(place)),
      locale: nearly(words),
    }),
    "askDocs/judge": fc.record({
      ...{ question: nearly(words), words: judged, verdict: nearly(fc.constantFrom("right", "wrong", null)) },
    }),
    "askDocs/verdicts": fc.record({ question: nearly(words), words: nearly(fc.array(judged, { maxLength: 4 })) }),
    "askDocs/chat/sent": fc.record({ id: nearly(words) }),
    "askDocs/chat/withoutPassage": fc.record({ id: nearly(words), passage: nearly(number) }),
    "askDocs/shots/mine": fc.oneof(
      fc.record({ kind: fc.constantFrom("file", "folder"), uri, path: words }),
      fc.record({ kind: fc.constantFrom("selection", "result"), place }),
      fc.record({
        kind: fc.constantFrom("answer", "answers"),
        answers: nearly(fc.array(fc.record({ question: words, answer: words, citations: fc.array(citation) }))),
      }),
    ),
    "askDocs/shots/fields": fc.record({ text: nearly(shots) }),
    "askDocs/shots/try": fc.record({ text: nearly(shots), given: nearly(fc.array(words)) }),
    "askDocs/shots/export": fc.record({
      ...{
        text: nearly(shots),
        title: nearly(words),
        format: nearly(fc.constantFrom("chat", "text", "dspy", "skill")),
      },
    }),
  };
  return Object.fromEntries(Object.entries(given).map(([method, params]) => [method, nearly(params)]));
}

/** A method of the language server with parameters. */
export const serverRequest = (uris: readonly string[]): fc.Arbitrary<readonly [method: string, params: unknown]> =>
  fc.oneof(...Object.entries(serverParams(uris)).map(([method, params]) => fc.tuple(fc.constant(method), params)));

/** Arguments of a tool of the MCP server. */
export const toolCall: fc.Arbitrary<readonly [tool: string, given: Record<string, unknown>]> = fc.tuple(
  fc.constantFrom("search", "read", "ask", "other"),
  fc
    .record(
      {
        ...{ query: nearly(words), question: nearly(words), limit: nearly(number) },
        mode: nearly(fc.constantFrom("hybrid", "bm25", "vector")),
        path: nearly(fc.oneof(fc.constantFrom("ferry.md", "../outside.md", "/etc/passwd", ".env", "C:\\a", ""), words)),
        ...{
          startLine: nearly(number),
          endLine: nearly(number),
          startOffset: nearly(number),
          endOffset: nearly(number),
        },
      },
      { requiredKeys: [] },
    )
    .map((given) => given as Record<string, unknown>),
);
