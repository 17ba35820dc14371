import assert from "node:assert/strict";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { after, before, test } from "node:test";
import type { Network } from "../egress/egressGate.ts";
import { createTestGate } from "../egress/testGate.ts";
import { createHttpClient } from "./http.ts";
import { isLasting, networkFailure } from "./hubFailures.ts";
import { persist, retryAfter } from "./persist.ts";
import { listen, stop } from "./testHub.ts";
import { startTestProxy, type TestProxy } from "./testProxy.ts";

const server = createServer((request, response) => {
  if (request.url === "/away") response.writeHead(302, { location: "/here", "x-linked-etag": '"tag"' }).end();
  else if (request.url === "/round") response.writeHead(302, { location: "/round" }).end();
  else response.setHeader("etag", '"own"').end(`${request.headers.host ?? ""}${request.url ?? ""}`);
});
let place = "";
let proxy: TestProxy;
let locked: TestProxy;
before(async () => {
  place = await listen(server);
  const route = { "hub.example": new URL(place).host };
  proxy = await startTestProxy(route);
  locked = await startTestProxy(route, "anna:secret");
});
after(async () => {
  await Promise.all([stop(server), proxy.close(), locked.close()]);
});

async function get(url: string, network: Network) {
  const http = createHttpClient(createTestGate(), { environment: {}, patience: 2000, ...network });
  try {
    const { status, headers, body } = await http.get(url, {}, new AbortController().signal);
    return { status, headers, body: await text(body) };
  } finally {
    await http.close();
  }
}

test("redirects are followed, and what was said on the way is kept", async () => {
  const { status, headers, body } = await get(`${place}/away`, {});
  assert.deepEqual([status, headers["x-linked-etag"], headers["etag"]], [200, '"tag"', '"own"']);
  assert.ok(body.endsWith("/here"));
  await assert.rejects(get(`${place}/round`, {}), /leads on more than/u);
});

test("a proxy of the settings goes before that of the environment; hosts can be left out", async () => {
  const nowhere = "http://127.0.0.1:9";
  const ways: readonly Network[] = [
    { proxy: proxy.address },
    { proxy: proxy.address.slice("http://".length) },
    { environment: { HTTP_PROXY: proxy.address } },
    { environment: { http_proxy: proxy.address } },
    { proxy: proxy.address, environment: { HTTP_PROXY: nowhere, NO_PROXY: "other.example" } },
    { proxy: proxy.address, noProxy: "", environment: { NO_PROXY: "hub.example" } },
  ];
  for (const way of ways) assert.equal((await get("http://hub.example/file", way)).status, 200, JSON.stringify(way));
  assert.deepEqual(proxy.requests, ways.map(() => "GET http://hub.example/file"));
  const direct: readonly Network[] = [
    { proxy: nowhere, noProxy: "localhost,127.0.0.1" },
    { proxy: nowhere, environment: { no_proxy: "*" } },
    { environment: { HTTPS_PROXY: nowhere } },
  ];
  for (const way of direct) assert.equal((await get(`${place}/file`, way)).status, 200, JSON.stringify(way));
});

test("https goes through a tunnel to the host's own port, and a proxy that refuses is named", async () => {
  const wanted = get("https://hub.example/file", { environment: { HTTPS_PROXY: proxy.address } });
  await assert.rejects(wanted, (error) => {
    assert.match(networkFailure("hub.example", error).message, /hub\.example could not be reached: .+502/u);
    return true;
  });
  assert.equal(proxy.requests.at(-1), "CONNECT hub.example:443");
});

test("a proxy's name and password are sent, and asked for where they are missing", async () => {
  const address = locked.address.replace("http://", "http://anna:secret@");
  assert.equal((await get("http://hub.example/file", { proxy: address })).status, 200);
  for (const url of ["http://hub.example/file", "https://hub.example/file"]) {
    await assert.rejects(get(url, { proxy: locked.address }), (error) => {
      assert.ok(isLasting(error));
      assert.match(networkFailure("hub.example", error).message, /name:password@host/u);
      return true;
    });
  }
});

test("Retry-After is read as seconds and as a date", () => {
  assert.deepEqual(
    [undefined, "3", "0", "-1", "soon", "Thu, 01 Jan 1970 00:00:10 GMT"].map((value) => retryAfter(value, 4000)),
    [0, 3000, 0, 0, 0, 6000],
  );
});

test("tries pause longer each time, start anew when something comes of one, and end", async () => {
  const slept: number[] = [];
  const clock = { sleep: (milliseconds: number) => Promise.resolve(void slept.push(milliseconds)) };
  const { signal } = new AbortController();
  const why = { code: "network", message: "it failed" } as const;
  const ended = await persist(() => Promise.resolve({ kind: "again", failure: why }), { clock, signal, pause: 10 });
  assert.deepEqual([ended, slept.splice(0)], [{ ok: false, failure: why }, [10, 20, 40, 80]]);
  let tries = 0;
  await persist(() => Promise.resolve({ kind: "again", failure: why, advanced: (tries += 1) === 3, wait: 15 }), {
    clock,
    signal,
    pause: 10,
  });
  assert.deepEqual([tries, slept.slice(0, 4)], [8, [15, 20, 15, 15]]);
});
