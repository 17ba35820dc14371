/** Looks again and again, while another window writes to an index, whether this one has to open it anew. */
export interface WriterWatch {
  /** Starts looking, unless it does so already. */
  start(): void;
  stop(): void;
}

/** How often it is looked, in milliseconds. */
const every = 5000;

/** @param look opens the index anew where that is due, and gives whether to go on looking. */
export function createWriterWatch(look: () => Promise<boolean>): WriterWatch {
  let timer: NodeJS.Timeout | undefined;

  function start(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void look().then((goOn) => {
        if (goOn) start();
      });
    }, every).unref();
  }

  return {
    start,
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
