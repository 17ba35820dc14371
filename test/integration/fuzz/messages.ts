import assert from "node:assert/strict";
import fc from "fast-check";
import { sortPanelMessage } from "../../../client/src/panel/allowList.ts";
import { acceptConversation } from "../../../client/src/conversations/turns.ts";
import { panelMethods } from "../../../protocol/validation/panelParams.ts";
import { settingsSchema, readSettings } from "../../../protocol/settings.ts";
import { parentMessage } from "../../../server/src/adapters/embedder/messages.ts";
import { partOf } from "../../../server/src/mcp/readTool.ts";
import { textOf } from "./anyText.ts";
import { serverRequest } from "./params.ts";
import { forAny, type FuzzedProperty } from "./fuzzed.ts";

/** Anything that JSON or a structured clone can carry. */
const anything = fc.anything({
  withNullPrototype: true,
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
});
const methods = [
  "panel/ask",
  "panel/ready",
  "panel/stop",
  "$/cancelRequest",
  "askDocs/deleteIndex",
  "__proto__",
  "constructor",
  "",
];
const message = fc.record(
  {
    jsonrpc: fc.oneof(fc.constant("2.0"), anything),
    id: fc.oneof(fc.integer(), anything),
    method: fc.oneof(fc.constantFrom(...methods), anything),
    params: anything,
    result: anything,
  },
  { requiredKeys: [] },
);
const names = [...Object.keys(settingsSchema.shape), "__proto__", "constructor", "toString", "askDocs.unknown"];
const settings = fc
  .array(fc.tuple(fc.constantFrom(...names), anything), { maxLength: 12 })
  .map((entries) => Object.fromEntries(entries));
const conversation = fc.record(
  {
    version: fc.oneof(fc.constant(1), anything),
    turns: fc.oneof(
      fc.array(
        fc.record(
          {
            id: fc.oneof(fc.string(), anything),
            question: fc.oneof(fc.string(), anything),
            askedAt: fc.oneof(fc.integer(), anything),
            outcome: fc.oneof(fc.record({ kind: fc.string() }), anything),
          },
          { requiredKeys: [] },
        ),
      ),
      anything,
    ),
    draft: anything,
  },
  { requiredKeys: [] },
);
const place = fc.option(fc.nat(80), { nil: undefined });

const secret = "quixotrefle";
/** A panel's method with parameters of any method, right, nearly right, or anything, a secret among them. */
const panelRequest = fc
  .tuple(
    fc.constantFrom(...panelMethods),
    fc.oneof(serverRequest(["file:///docs/a.md"]), fc.tuple(fc.constant(""), anything)),
    fc.dictionary(
      fc.constantFrom("conversation", "use", "action", "code", "target", "draft", "id"),
      fc.constant(secret),
    ),
  )
  .map(([method, [, params], more]) => ({
    ...{ jsonrpc: "2.0", id: 1, method },
    params: typeof params === "object" && params !== null && !Array.isArray(params) ? { ...params, ...more } : params,
  }));

export const messageProperties: readonly FuzzedProperty[] = [
  forAny(
    "the panel's parameters: what passes is whole, and what does not is named without what it holds",
    panelRequest,
    (given) => {
      const sorted = sortPanelMessage(given);
      if (sorted.kind === "refused") {
        assert.match(sorted.what, /^(?:panel\/\w|\$\/cancel)[\w/$]* with wrong parameters \([\w.]+\)$/u);
        assert.ok(!sorted.what.includes(secret));
        return;
      }
      assert.deepEqual(sortPanelMessage(sorted.message), sorted);
    },
  ),
  forAny(
    "the panel's messages: anything is sorted, and only the panel's own methods pass",
    fc.oneof(message, anything),
    (given) => {
      const sorted = sortPanelMessage(given);
      if (sorted.kind === "refused") return;
      const { method } = given as { readonly method: unknown };
      assert.ok(typeof method === "string" && /^(?:panel\/|\$\/cancelRequest$)/u.test(method), String(method));
    },
  ),
  forAny("a conversation is made of anything that is stored or sent", fc.oneof(conversation, anything), (given) => {
    const { state: accepted } = acceptConversation(given);
    assert.ok(accepted.turns.length <= 100 && accepted.draft.length <= 20_000);
    for (const turn of accepted.turns) assert.ok(typeof turn.id === "string" && typeof turn.question === "string");
    assert.deepEqual(acceptConversation(accepted), { state: accepted, unreadable: 0 });
  }),
  forAny("settings: whatever is given, whole settings come out and what is wrong is named", settings, (given) => {
    const read = readSettings(given);
    assert.deepEqual(settingsSchema.parse(read.settings), read.settings);
    for (const { name, message: text } of read.problems) assert.ok(text.includes(name));
  }),
  forAny("the embedder's process takes its own messages and no others", anything, (given) => {
    const read = parentMessage.safeParse(given);
    if (read.success) assert.ok(["load", "embed", "cancel"].includes(read.data.kind));
  }),
  forAny(
    "the MCP server's read tool: any range gives text of the document, or a sentence",
    fc.tuple(textOf(["\n", "\r\n", "word ", "😀"]), place, place, place, place),
    ([text, startLine, endLine, startOffset, endOffset]) => {
      const given = Object.entries({ startLine, endLine, startOffset, endOffset }).filter(
        ([, value]) => value !== undefined,
      );
      const part = partOf({ path: "a.md", ...Object.fromEntries(given) }, text);
      if (!part.ok) assert.match(part.failure.message, /\.$/u);
      else assert.equal(text.slice(part.value.startOffset, part.value.endOffset), part.value.text);
    },
  ),
];
