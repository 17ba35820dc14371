import type { EmbedReport } from "../core/indexing/embedBacklog.ts";
import { createBacklogWorker } from "./backlogWorker.ts";
import type { OpenIndex } from "./openIndex.ts";

/** Gives a folder's texts their vectors: of the model that answers, or of the one that is to answer next. */
export interface FolderEmbedding {
  readonly working: boolean;
  readonly problem: string | undefined;
  /** Starts where something waits, this window writes, and there is a model. */
  start(): void;
  /** Ends what is under way and starts anew, as with another model. */
  restart(): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export function createFolderEmbedding(ports: {
  readonly index: () => OpenIndex | undefined;
  /** Aborted when the index is closed. */
  readonly signal: () => AbortSignal;
  /** Runs work on the index; a failure becomes the folder's problem. */
  readonly guarded: <T>(work: (open: OpenIndex) => Promise<T>) => Promise<T | undefined>;
  /** The next model's vectors are there: it can answer. */
  readonly onReady: () => void;
  readonly onChange: () => void;
}): FolderEmbedding {
  const { index, signal, guarded, onReady, onChange } = ports;
  let round = new AbortController();

  const worker = createBacklogWorker({
    pending: () => {
      const open = index();
      return open === undefined ? 0 : waitingIn(open);
    },
    embedAll: (stop) => guarded((open) => embedAll(open, stop)),
    onChange,
  });

  async function embedAll({ service, models: { change } }: OpenIndex, stop: AbortSignal): Promise<EmbedReport> {
    if (change === undefined) return service.embedAll(stop, onChange);
    const report = await change.embedAll(stop, onChange);
    if (!stop.aborted && change.isReady()) onReady();
    return report;
  }

  function start(): void {
    const open = index();
    if (open?.models.hasModel === true && open.store.writable) worker.start(AbortSignal.any([signal(), round.signal]));
  }

  return {
    get working() {
      return worker.working;
    },
    get problem() {
      return worker.problem;
    },
    start,
    async restart() {
      round.abort(new Error("Another model was chosen."));
      round = new AbortController();
      await worker.idle();
      start();
    },
    idle: () => worker.idle(),
  };
}

const waitingIn = ({ service, models: { change } }: OpenIndex): number =>
  change === undefined ? service.pendingPassages() : change.texts - change.embedded;
