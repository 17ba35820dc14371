/** Numbers of 32 bits in blocks of 1, 2, 4, … that are taken and given back; growing never copies what is there. */
export interface Blocks {
  /** The place of a block of `2 ** power` numbers; what it held before is still in it. */
  take(power: number): number;
  give(place: number, power: number): void;
  /** The array that holds the block at a place, and where in it the block begins. */
  arrayOf(place: number): Uint32Array;
  offsetOf(place: number): number;
}

/** A chunk holds 2 ** 18 numbers, 1 MB; a block of at least that size has an array of its own. */
const chunkPower = 18;
const chunkSize = 2 ** chunkPower;

/** Makes an empty store of blocks. A place is its chunk's number times 2 ** 18, and the offset in the chunk. */
export function createBlocks(): Blocks {
  const chunks: Uint32Array[] = [];
  const free: number[][] = [];
  let next = 0;
  let end = 0;

  function addChunk(size: number): number {
    return (chunks.push(new Uint32Array(size)) - 1) * chunkSize;
  }

  function give(place: number, power: number): void {
    (free[power] ??= []).push(place);
  }

  /** The rest of a chunk that a block does not fit into, as smaller blocks. */
  function giveRest(): void {
    while (next < end) {
      const power = Math.min(31 - Math.clz32(end - next), chunkPower);
      give(next, power);
      next += 2 ** power;
    }
  }

  return {
    take(power) {
      const size = 2 ** power;
      const given = free[power]?.pop();
      if (given !== undefined) return given;
      if (power >= chunkPower) return addChunk(size);
      if (next + size > end) {
        giveRest();
        next = addChunk(chunkSize);
        end = next + chunkSize;
      }
      next += size;
      return next - size;
    },
    give,
    arrayOf: (place) => chunks[place >>> chunkPower] as Uint32Array,
    offsetOf: (place) => place & (chunkSize - 1),
  };
}
