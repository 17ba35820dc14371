import type { SearchSpeed } from "../../../../protocol/doctor.ts";
import type { FolderIndex } from "../indexing/folderIndex.ts";
import type { createBm25f } from "../lexical/bm25f.ts";
import type { Clock, QuantizedVector } from "../ports.ts";
import { median } from "./median.ts";

/** Each is run at least so often, and then while the time lasts; milliseconds. */
const least = 5;
const most = 40;
const time = 250;
const wordsOfQuery = 3;
const wanted = 100;

/** Measures how fast a folder is searched, without its model, in half a second. */
export function measureSearch(ports: {
  readonly index: FolderIndex;
  readonly bm25f: ReturnType<typeof createBm25f>;
  readonly clock: Pick<Clock, "now">;
  readonly load: number;
}): SearchSpeed {
  const { index, bm25f, clock, load } = ports;

  /** Milliseconds of one run, by the median of several. */
  function timeOf(run: (place: number) => void): number | undefined {
    const end = clock.now() + time;
    const times: number[] = [];
    for (let place = 0; place < least || (place < most && clock.now() < end); place += 1) {
      const start = clock.now();
      run(place);
      times.push(clock.now() - start);
    }
    return median(times);
  }

  const terms = sampleOf(index.postings.terms(), most * wordsOfQuery);
  const wordAt = (place: number) => ({ text: "", alternatives: [[terms[place % terms.length] ?? ""]] });
  const keywords = timeOf((place) => {
    const first = place * wordsOfQuery;
    bm25f.score([wordAt(first), wordAt(first + 1), wordAt(first + 2)]).best(wanted, index.isLive);
  });
  const question = anyVector(index);
  const vectors = question && timeOf(() => index.vectors.nearest(question, wanted, index.isLive));
  return {
    load,
    ...(terms.length === 0 || keywords === undefined ? {} : { keywords }),
    ...(vectors === undefined ? {} : { vectors }),
  };
}

/** So many of all, evenly spread. */
function sampleOf(all: Iterable<string>, count: number): readonly string[] {
  const terms = [...all];
  const step = Math.max(1, Math.floor(terms.length / count));
  return terms.filter((_, place) => place % step === 0).slice(0, count);
}

function anyVector(index: FolderIndex): QuantizedVector | undefined {
  for (let passage = 0; passage < index.size; passage += 1) {
    const vector = index.isLive(passage) ? index.vectors.vectorOf(passage) : undefined;
    // The values are a view of the index.
    if (vector !== undefined) return { values: vector.values.slice(), scale: vector.scale };
  }
  return undefined;
}
