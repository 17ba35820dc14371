import assert from "node:assert/strict";
import { test } from "node:test";
import { readSettings } from "../../../protocol/settings.ts";
import { createTestGate } from "../adapters/egress/testGate.ts";
import { createChatModels } from "./chatModels.ts";
import type { EditorChat } from "./editorChat.ts";

/** Its key is asked for only once a server may be. */
const editor = { key: () => Promise.resolve(null) } as unknown as EditorChat;
const elsewhere = "http://192.0.2.1/v1";

const chosen = (given: Readonly<Record<string, unknown>>) => {
  const { settings } = readSettings({ "askDocs.chat.model": "m", ...given });
  return createChatModels(() => settings, editor, createTestGate({ offline: settings["askDocs.offline"] })).chosen();
};

void test("offline, only a model on this machine is chosen", async () => {
  const away = { "askDocs.chat.provider": "http", "askDocs.chat.url": elsewhere };
  const here = { "askDocs.chat.provider": "http", "askDocs.chat.url": "http://127.0.0.1:11434/v1" };
  const ofEditor = { "askDocs.chat.provider": "editor" };
  for (const given of [away, here, ofEditor]) assert.equal((await chosen(given))?.ok, true);
  const offline = { "askDocs.offline": true };
  assert.equal((await chosen({ ...here, ...offline }))?.ok, true);
  for (const [given, whom] of [
    [away, /^192\.0\.2\.1 was not asked: askDocs\.offline is on/u],
    [ofEditor, /^A model of the editor was not asked/u],
  ] as const) {
    const refused = await chosen({ ...given, ...offline });
    assert.ok(refused?.ok === false);
    assert.match(refused.failure.message, whom);
  }
});
