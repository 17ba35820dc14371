import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { createTestGate } from "../egress/testGate.ts";
import { findServers } from "./findServers.ts";
import { startTestChatServer } from "./testChatServer.ts";

test("servers that answer with models are found, in the order asked; the others are passed over", async (t) => {
  const [full, empty, gone] = [await startTestChatServer(), await startTestChatServer(), await startTestChatServer()];
  t.after(() => Promise.all([full.close(), empty.close()]));
  full.models = [{ id: "small" }, { id: "large" }];
  empty.models = [];
  await gone.close();
  const other = createServer((_, response) => void response.end("<html>Something else</html>"));
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  t.after(() => new Promise((resolve) => other.close(resolve)));
  const port = (other.address() as AddressInfo).port;
  const asked: string[] = [];
  const found = await findServers(
    [
      { name: "Gone", url: gone.address },
      { name: "Other", url: `http://127.0.0.1:${port}/v1` },
      { name: "Full", url: full.address },
      { name: "Empty", url: empty.address },
      { name: "No address", url: "not an address" },
    ],
    {
      egress: createTestGate(),
      keyOf: async (origin) => {
        asked.push(origin);
        return undefined;
      },
    },
  );
  assert.deepEqual(found, [{ name: "Full", url: full.address, models: ["small", "large"] }]);
  assert.ok(asked.includes(new URL(full.address).origin));
});

test("a server that accepts and says nothing is given up", async (t) => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    silent.closeAllConnections();
    silent.close();
  });
  const place = { name: "Silent", url: `http://127.0.0.1:${(silent.address() as AddressInfo).port}/v1` };
  const start = performance.now();
  assert.deepEqual(await findServers([place], { egress: createTestGate(), keyOf: async () => undefined }), []);
  assert.ok(performance.now() - start < 10_000);
});
