import { Presets, SingleBar } from "cli-progress";

/** Where a command writes: results to stdout, everything else to stderr. */
export interface Output {
  readonly json: boolean;
  /** A result, already in words or as one JSON value. */
  result(text: string): void;
  note(text: string): void;
  progress(label: string): ProgressBar;
}

export interface ProgressBar {
  update(done: number, total: number): void;
  stop(): void;
}

const silentBar: ProgressBar = { update: () => undefined, stop: () => undefined };

/** Writes to the process's own streams; bars only where stderr is a terminal. */
export function createOutput(json: boolean): Output {
  return {
    json,
    result: (text) => process.stdout.write(`${text}\n`),
    note: (text) => process.stderr.write(`${text}\n`),
    progress: (label) => (process.stderr.isTTY ? terminalBar(label) : silentBar),
  };
}

function terminalBar(label: string): ProgressBar {
  const bar = new SingleBar(
    { format: `${label} [{bar}] {value}/{total}, {eta_formatted} left`, stream: process.stderr, clearOnComplete: true },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update(done, total) {
      if (!started) bar.start(total, done);
      started = true;
      bar.setTotal(total);
      bar.update(done);
    },
    stop() {
      if (started) bar.stop();
      started = false;
    },
  };
}
