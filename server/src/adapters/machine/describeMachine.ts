import { arch, cpus, freemem, release, totalmem, type } from "node:os";
import type { MachineReport } from "../../../../protocol/doctor.ts";

/** What the machine and this process are, as far as it matters for a bug report. */
export function describeMachine(): MachineReport {
  const { node, electron } = process.versions;
  const processors = cpus();
  return {
    node,
    ...(electron === undefined ? {} : { electron }),
    system: `${type()} ${release()} ${arch()}`,
    processor: processors[0]?.model.trim() ?? "unknown",
    processors: processors.length,
    memory: { bytes: totalmem(), freeBytes: freemem(), usedBytes: process.memoryUsage.rss() },
  };
}
