import { createServer, request as send } from "node:http";
import { connect } from "node:net";
import { listen, stop } from "./testHub.ts";

/** A proxy on this machine: passes plain requests on, and makes tunnels. */
export interface TestProxy {
  readonly address: string;
  /** `GET http://host/path` or `CONNECT host:port`, with the person's name where given. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** @param route where each host is really to be found, as `host:port`; a host that is not named is answered with 502. */
export async function startTestProxy(
  route: Readonly<Record<string, string>>,
  password?: string,
): Promise<TestProxy> {
  const requests: string[] = [];
  const isAllowed = (given: string | undefined): boolean =>
    password === undefined || given === `Basic ${Buffer.from(password).toString("base64")}`;

  const server = createServer((request, response) => {
    requests.push(`${request.method ?? ""} ${request.url ?? ""}`);
    const target = new URL(request.url ?? "");
    const place = route[target.host];
    if (!isAllowed(request.headers["proxy-authorization"])) {
      response.writeHead(407).end();
      return;
    }
    if (place === undefined) {
      response.writeHead(502).end();
      return;
    }
    const { host: _host, "proxy-authorization": _password, ...headers } = request.headers;
    const path = `${target.pathname}${target.search}`;
    const onward = send(`http://${place}${path}`, { method: request.method ?? "GET", headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  server.on("connect", (request, socket) => {
    requests.push(`CONNECT ${request.url ?? ""}`);
    const [host = "", port = ""] = (route[request.url ?? ""] ?? "").split(":");
    const refused = isAllowed(request.headers["proxy-authorization"]) ? "502 Bad Gateway" : "407 Not Without a Name";
    if (host === "" || refused.startsWith("407")) {
      socket.end(`HTTP/1.1 ${refused}\r\n\r\n`);
      return;
    }
    const onward = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    onward.on("error", () => socket.destroy());
    socket.on("error", () => onward.destroy());
  });
  const address = await listen(server);
  return { address, requests, close: () => stop(server) };
}
