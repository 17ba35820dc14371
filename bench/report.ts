import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import type { Peer } from "./peers/peer.ts";

/** One peer on one set. */
export interface ResultRow {
  readonly set: string;
  readonly peer: string;
  readonly documents: number;
  readonly questions: number;
  readonly ndcg: number;
  readonly ndcgInterval: readonly [low: number, high: number];
  readonly recall: number;
  readonly recallInterval: readonly [low: number, high: number];
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly indexSeconds: number;
  readonly memoryMb: number;
}

/** Processor, memory and Node of this machine, in one line. */
export const describeMachine = (): string =>
  `${cpus().length} cores (${cpus()[0]?.model.trim() ?? "unknown"}), ${Math.round(totalmem() / 1e9)} GB, Node ${process.versions.node}, SQLite ${process.versions["sqlite"] ?? ""}`;

/** The version of a library that `bench/peers` has installed. */
function versionOf(library: string): string {
  const manifest = join(import.meta.dirname, "peers/node_modules", library, "package.json");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

const markdownTable = (head: readonly string[], body: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...body].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const interval = ([low, high]: readonly [number, number]): string => `${low.toFixed(3)}–${high.toFixed(3)}`;

/** Peers down, sets across; `cell` writes one figure. */
function grid(rows: readonly ResultRow[], cell: (row: ResultRow) => string): string {
  const sets = [...new Set(rows.map(({ set }) => set))];
  const names = [...new Set(rows.map(({ peer }) => peer))];
  const found = new Map(rows.map((row) => [`${row.set}\n${row.peer}`, row]));
  return markdownTable(
    ["", ...sets],
    names.map((peer) => [
      peer,
      ...sets.map((set) => {
        const row = found.get(`${set}\n${peer}`);
        return row === undefined ? "" : cell(row);
      }),
    ]),
  );
}

/** All results as Markdown. */
export function tables(rows: readonly ResultRow[], peers: readonly Peer[], machine: string): string {
  return [
    `Machine: ${machine}.`,
    "### nDCG@10, with its 95 % interval",
    grid(rows, ({ ndcg, ndcgInterval }) => `${ndcg.toFixed(3)} (${interval(ndcgInterval)})`),
    "### recall@100, with its 95 % interval",
    grid(rows, ({ recall, recallInterval }) => `${recall.toFixed(3)} (${interval(recallInterval)})`),
    "### Latency of a question in ms, p50 / p95, without its embedding",
    grid(rows, ({ p50, p95 }) => `${p50.toFixed(1)} / ${p95.toFixed(1)}`),
    "### Index time in seconds, without embedding",
    grid(rows, ({ indexSeconds }) => indexSeconds.toFixed(1)),
    "### Memory of the process in MB, once indexed",
    grid(rows, ({ memoryMb }) => String(Math.round(memoryMb))),
    "### Settings",
    markdownTable(
      ["", "version", "setting"],
      peers.map(({ name, library, setting }) => [name, library === undefined ? "" : versionOf(library), setting]),
    ),
    "",
  ].join("\n\n");
}
