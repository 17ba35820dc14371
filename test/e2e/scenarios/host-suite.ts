import path from "node:path";
import { buildProbe } from "../host/extensionBuild.ts";
import { runInHost } from "../host/inHost.ts";
import type { Scenario } from "../host/scenario.ts";

/** A Mocha suite runs inside the extension host, by the call that also runs it in a desktop VS Code. */
export const scenario: Scenario = {
  name: "host-suite",
  async run(context) {
    const open = await context.makeFolder({ "note.md": "A wonderful line.\n" });
    await runInHost({
      suite: path.join(import.meta.dirname, "../host/probe/suite.ts"),
      extension: await buildProbe(),
      open,
    });
  },
};
