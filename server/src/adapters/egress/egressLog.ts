import { randomBytes } from "node:crypto";
import { t } from "@vscode/l10n";
import { z } from "zod";
import type { EgressOutcome, EgressRecord, EgressView } from "../../../../protocol/egressMessages.ts";
import type { Clock } from "../../core/ports.ts";
import { createEgressFiles, type EgressLimits } from "./egressFiles.ts";

/** What is known of a request before its first byte leaves; `bytesOut` is what is to be sent. */
export type EgressStart = Omit<EgressRecord, "at" | "bytesIn" | "outcome" | "status" | "seconds">;

/** A request that is recorded. */
export interface EgressEntry {
  /** So many bytes have gone out, or come in. */
  sent(bytes: number): void;
  received(bytes: number): void;
  answered(status: number): void;
  /** The first call counts. Without `sent` all bytes are taken for sent. */
  end(outcome: Exclude<EgressOutcome, "unfinished">): void;
}

/** The record of all that leaves. Nothing of it throws: what cannot be written is told, and kept in memory. */
export interface EgressLog {
  /** Writes that a request is about to leave: a process that is killed leaves it behind. */
  begin(start: EgressStart): EgressEntry;
  read(): EgressView;
  /** Begins anew; throws what the disk says. */
  clear(): void;
  /** Why some of it could not be written; a sentence for people. */
  problem(): string | undefined;
}

const passage = z.tuple([z.string(), z.number(), z.number()]);
const lines = {
  began: z.object({ kind: z.literal("began"), at: z.number() }),
  start: z.object({
    kind: z.literal("start"),
    id: z.string(),
    at: z.number(),
    purpose: z.string(),
    method: z.string(),
    scheme: z.enum(["http", "https", "editor"]),
    host: z.string(),
    path: z.string(),
    proxy: z.string().optional(),
    isLocal: z.boolean(),
    folder: z.string().optional(),
    passages: z.array(passage),
    bytes: z.number(),
  }),
  end: z.object({
    kind: z.literal("end"),
    id: z.string(),
    at: z.number(),
    outcome: z.enum(["answered", "failed", "stopped"]),
    status: z.number().optional(),
    out: z.number(),
    in: z.number(),
  }),
};
const line = z.discriminatedUnion("kind", [lines.began, lines.start, lines.end]);
type Line = z.infer<typeof line>;
type StartLine = z.infer<typeof lines.start>;
type EndLine = z.infer<typeof lines.end>;

/** Lines that wait in memory for a disk that takes nothing, and records that are shown. */
const [mostWaiting, mostShown] = [500, 1000];

/**
 * Opens the record in a folder, and begins it where there is none.
 *
 * @param warn told the first time that something cannot be written, and again after it could.
 */
export function createEgressLog(ports: {
  readonly place: string;
  readonly clock: Pick<Clock, "wallTime">;
  readonly warn: (message: string) => void;
  readonly limits?: EgressLimits;
  /** Only looks at it, and begins none; default: false. */
  readonly reads?: boolean;
}): EgressLog {
  const { place, clock, warn, limits, reads = false } = ports;
  const files = createEgressFiles(place, limits);
  const waiting: Line[] = [];
  let problem: string | undefined;
  let lost = 0;

  function write(next: Line): void {
    waiting.push(next);
    if (waiting.length > mostWaiting) lost += waiting.splice(0, waiting.length - mostWaiting).length;
    try {
      for (let [first] = waiting; first !== undefined; [first] = waiting) {
        files.append(JSON.stringify(first), clock.wallTime());
        waiting.shift();
      }
      problem = lost === 0 ? undefined : sentence(t("lines lost: {0}", lost));
    } catch (error) {
      // Where nothing was sent there is nothing to miss.
      if (!waiting.some(({ kind }) => kind === "start")) return;
      const isNew = problem === undefined;
      problem = sentence(codeOf(error));
      if (isNew) warn(problem);
    }
  }

  const sentence = (why: string): string =>
    t(
      "The record of what leaves this machine cannot be written to {0} ({1}). Make room there, or allow writing; questions are answered meanwhile.",
      place,
      why,
    );

  if (!reads && files.isEmpty()) write({ kind: "began", at: clock.wallTime() });

  return {
    begin({ bytesOut, passages, purpose, method, scheme, host, path, proxy, isLocal, folder }) {
      const id = randomBytes(9).toString("base64url");
      let out: number | undefined;
      let bytesIn = 0;
      let status: number | undefined;
      let ended = false;
      write({
        kind: "start",
        ...{ id, at: clock.wallTime(), purpose, method, scheme, host, path, proxy, isLocal, folder },
        passages: passages.map(({ path, startOffset, endOffset }) => [path, startOffset, endOffset]),
        bytes: bytesOut,
      });
      return {
        sent: (bytes) => void (out = (out ?? 0) + bytes),
        received: (bytes) => void (bytesIn += bytes),
        answered: (given) => void (status = given),
        end(outcome) {
          if (ended) return;
          ended = true;
          write({ kind: "end", id, at: clock.wallTime(), outcome, status, out: out ?? bytesOut, in: bytesIn });
        },
      };
    },
    read() {
      const all = [...files.lines().flatMap(readLine), ...waiting];
      const ends = new Map(all.flatMap((each) => (each.kind === "end" ? [[each.id, each]] : [])));
      const records = all
        .flatMap((each) => (each.kind === "start" ? recordOf(each, ends.get(each.id)) : []))
        .sort((a, b) => b.at - a.at);
      return {
        ...(all.length === 0 ? {} : { since: Math.min(...all.map(({ at }) => at)) }),
        records: records.slice(0, mostShown),
        omitted: Math.max(0, records.length - mostShown),
        place,
        ...(problem === undefined ? {} : { problem }),
      };
    },
    clear() {
      files.removeAll();
      waiting.length = 0;
      lost = 0;
      problem = undefined;
      write({ kind: "began", at: clock.wallTime() });
    },
    problem: () => problem,
  };
}

/** What is no line of this record is passed over. */
function readLine(text: string): readonly Line[] {
  try {
    const read = line.safeParse(JSON.parse(text));
    return read.success ? [read.data] : [];
  } catch {
    return [];
  }
}

function recordOf({ kind: _, id: _id, bytes, passages, purpose, ...start }: StartLine, end: EndLine | undefined) {
  const { proxy, folder, ...always } = start;
  return {
    ...always,
    purpose: purpose as EgressRecord["purpose"],
    ...(proxy === undefined ? {} : { proxy }),
    ...(folder === undefined ? {} : { folder }),
    passages: passages.map(([path, startOffset, endOffset]) => ({ path, startOffset, endOffset })),
    bytesOut: end?.out ?? bytes,
    bytesIn: end?.in ?? 0,
    outcome: end?.outcome ?? "unfinished",
    ...(end?.status === undefined ? {} : { status: end.status }),
    ...(end === undefined ? {} : { seconds: (end.at - start.at) / 1000 }),
  } satisfies EgressRecord;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error);
