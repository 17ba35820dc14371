import { seededRandom } from "../../../evaluation/bootstrap.ts";
import type { RowPair } from "./mineRows.ts";

/** Labels that are kept apart; the texts of further ones are sampled together. */
const mostLabels = 200;

interface Reservoir {
  seen: number;
  readonly kept: { readonly place: number; readonly pair: RowPair }[];
}

/**
 * A sample of a file's pairs that fits in memory whatever the file's size: of each label at most `most`, each pair as
 * likely as any other of its label (Vitter's algorithm R). The same seed gives the same sample.
 */
export function createRowSample(most: number, seed: number) {
  const random = seededRandom(seed);
  const reservoirs = new Map<string, Reservoir>();
  let place = 0;
  return {
    add(pair: RowPair): void {
      const label = pair.label ?? "";
      const known = reservoirs.has(label) || reservoirs.size < mostLabels;
      const reservoir = reservoirs.get(known ? label : "") ?? { seen: 0, kept: [] };
      reservoirs.set(known ? label : "", reservoir);
      reservoir.seen += 1;
      place += 1;
      const at = reservoir.seen <= most ? reservoir.kept.length : Math.floor(random() * reservoir.seen);
      if (at < most) reservoir.kept[at] = { place, pair };
    },
    /** In the order of the file. */
    pairs: (): readonly RowPair[] =>
      [...reservoirs.values()]
        .flatMap(({ kept }) => kept)
        .sort((a, b) => a.place - b.place)
        .map(({ pair }) => pair),
    get seen(): number {
      return place;
    },
  };
}
