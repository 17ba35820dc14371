/** Entry of the language server: speaks over the channel its arguments name, Node's IPC with vscode-languageclient. */
import { fileURLToPath } from "node:url";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { createMachinePorts } from "./languageServer/machinePorts.ts";
import { createLanguageServer } from "./server.ts";

const embedderEntry = import.meta.url.endsWith(".ts") ? "./adapters/embedder/embedderChild.ts" : "./embedder.js";

const connection = createConnection(ProposedFeatures.all);
const server = createLanguageServer(
  connection,
  createMachinePorts(fileURLToPath(new URL(embedderEntry, import.meta.url))),
);
// The editor is gone without a word: indexes are closed properly, and nothing is left behind.
process.once("disconnect", () => {
  void server.close().finally(() => process.exit(1));
});
connection.listen();
