import assert from "node:assert/strict";
import { test } from "node:test";
import { sortPanelMessage } from "./allowList.ts";

void test("the panel's own methods pass, the first one as a start", () => {
  assert.equal(sortPanelMessage({ jsonrpc: "2.0", id: 0, method: "panel/ready" }).kind, "start");
  assert.equal(sortPanelMessage({ jsonrpc: "2.0", id: 1, method: "panel/ask", params: {} }).kind, "allowed");
  assert.equal(sortPanelMessage({ jsonrpc: "2.0", id: 2, method: "panel/withoutPassage", params: {} }).kind, "allowed");
  assert.equal(sortPanelMessage({ jsonrpc: "2.0", method: "panel/stop", params: { id: "1" } }).kind, "allowed");
  assert.equal(sortPanelMessage({ jsonrpc: "2.0", id: 3, method: "panel/shots/use", params: {} }).kind, "allowed");
  assert.equal(sortPanelMessage({ jsonrpc: "2.0", method: "$/cancelRequest", params: { id: 1 } }).kind, "allowed");
});

void test("everything else is refused", () => {
  const refused: unknown[] = [
    undefined,
    null,
    "panel/ask",
    {},
    { jsonrpc: "2.0" },
    { jsonrpc: "2.0", id: 1, result: 1 },
    { jsonrpc: "2.0", id: 1, method: "askDocs/deleteIndex" },
    { jsonrpc: "2.0", method: "panel/putQuestion", params: {} },
    { jsonrpc: "2.0", method: "panel/shots/begin", params: {} },
    { jsonrpc: "2.0", id: 1, method: "askDocs/shots/send" },
    { jsonrpc: "2.0", id: 1, method: "workbench.action.quit" },
  ];
  for (const message of refused) assert.equal(sortPanelMessage(message).kind, "refused", JSON.stringify(message));
});
