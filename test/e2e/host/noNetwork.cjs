// Loaded with `--require` into a host's server, and by itself into all that it starts: no connection leaves the machine.
// Each process writes a line `started PROGRAM` into the file ASK_DOCS_NETWORK_LOG, and `refused HOST` for each attempt.
const { appendFileSync } = require("node:fs");
const net = require("node:net");

const log = process.env.ASK_DOCS_NETWORK_LOG;
const note = (line) => {
  if (log !== undefined) appendFileSync(log, `${line}\n`);
};
const onThisMachine = (host) => /^(localhost|127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(host);

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  // Node's own callers give the arguments as one list.
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const options = typeof first === "object" && first !== null ? first : { port: first, host: second };
  // A path in place of a port is a socket of this machine, and a port without a host is too.
  const isPath = typeof options.path === "string" || Number.isNaN(Number(options.port));
  const host = typeof options.host === "string" ? options.host : "localhost";
  if (isPath || onThisMachine(host)) return connect.apply(this, args);
  note(`refused ${host}`);
  return this.destroy(Object.assign(new Error(`No network: ${host} was not asked.`), { code: "ENETUNREACH" }));
};

// For the children of this process. The extension host is not given NODE_OPTIONS, but the server's own options.
process.env.NODE_OPTIONS = `--require ${JSON.stringify(__filename)}`;
note(`started ${process.argv[1] ?? ""}`);
