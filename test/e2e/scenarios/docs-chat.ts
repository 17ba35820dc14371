import path from "node:path";
import { prepareExtension } from "../host/extensionFolder.ts";
import { runInHost } from "../host/inHost.ts";
import type { Scenario } from "../host/scenario.ts";
import { copyHandbook } from "../product/openAskDocs.ts";

/** The tool for language models, called in the extension host as an agent of the editor's chat calls it. */
export const scenario: Scenario = {
  name: "docs-chat",
  limit: 180_000,
  async run(context) {
    const open = await copyHandbook(context);
    const suite = path.join(import.meta.dirname, "../product/docsChatSuite.ts");
    await runInHost({ suite, extension: await prepareExtension(await context.makeFolder({})), open });
  },
};
