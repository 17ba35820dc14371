import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSystemClock } from "../systemClock.ts";
import { createEgressGate, type EgressGate } from "./egressGate.ts";
import { createEgressLog, type EgressLog } from "./egressLog.ts";

/** A gate for tests, with its record in a folder that goes with the process. */
export function createTestGate({ offline = false }: { readonly offline?: boolean } = {}): EgressGate & {
  readonly log: EgressLog;
} {
  const place = mkdtempSync(join(tmpdir(), "ask-docs-egress-"));
  process.once("exit", () => rmSync(place, { recursive: true, force: true }));
  const log = createEgressLog({ place, clock: createSystemClock(), warn: (message) => process.stderr.write(message) });
  return { ...createEgressGate({ log, isOffline: () => offline }), log };
}
