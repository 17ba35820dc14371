import { Buffer } from "node:buffer";
import type { Clock, QuantizedVector, VectorStore } from "../../core/ports.ts";
import type { Connection } from "./connection.ts";
import { readNumber, readText, storedHash, storedText } from "./encoding.ts";

/** A vector store that can be held to a size. */
export interface PrunedVectorStore extends VectorStore {
  /**
   * When the database is over its cap, deletes the vectors least recently used until it fills three quarters of it, but
   * none that were used in the last week: their folders are in use, and would have them made again at once.
   */
  prune(): void;
}

/** What {@link createVectorStore} needs. */
export interface VectorStoreOptions {
  readonly connection: Connection;
  readonly clock: Pick<Clock, "wallTime">;
  /** In bytes. */
  readonly cap: number;
}

const dayLength = 86_400_000;

/** The day of last use is written only when it is this many days old, so that most reads write nothing. */
const usePrecision = 7;

const scaleBytes = 8;

const setAsideTable = `CREATE TABLE IF NOT EXISTS set_aside (
  model BLOB NOT NULL, key BLOB NOT NULL, reason BLOB NOT NULL, PRIMARY KEY (model, key)
) WITHOUT ROWID`;

/** Texts set aside that are read, at most: a model that cannot stand more is of no use. */
const mostSetAside = 10_000;

/** Vectors read by one statement. */
const keysAtOnce = 500;

/**
 * The vectors of `vectors.db`, shared by every folder and process that uses the file; writing needs no lease, only
 * SQLite's own lock. Keys are lower-case hexadecimal hashes. `put` throws TypeError for vectors of one model that differ
 * in length, which is a bug.
 */
export const createVectorStore = ({ connection, clock, cap }: VectorStoreOptions): PrunedVectorStore => {
  const findModel = connection.prepare("SELECT id, dimensions FROM model WHERE name = ?");
  const addModel = connection.prepare("INSERT INTO model (name, dimensions) VALUES (?, ?) RETURNING id, dimensions");
  // One text for hundreds of rows: Node takes three times as long to hand them over as a row and two blobs each. A row of
  // another length is damaged, and as good as none: the vector is made again and takes its place.
  const select = connection.prepare(
    `SELECT min(used) AS used, group_concat(hex(key), ' ') AS keys, group_concat(hex(data), '') AS data
     FROM vector WHERE model = ? AND length(data) = ? AND key IN (SELECT unhex(value) FROM json_each(?))`,
  );
  const selectKeys = connection.prepare(
    `SELECT group_concat(hex(key), ' ') AS keys FROM vector
     WHERE model = ? AND key IN (SELECT unhex(value) FROM json_each(?))`,
  );
  const insert = connection.prepare("INSERT OR REPLACE INTO vector (model, key, used, data) VALUES (?, ?, ?, ?)");
  // Bare question marks only: Node 22 passes over numbered ones.
  const touch = connection.prepare(
    "UPDATE vector SET used = ? WHERE model = ? AND used < ? AND key IN (SELECT unhex(value) FROM json_each(?))",
  );
  const count = connection.prepare("SELECT count(*) AS n FROM vector");
  const evict = connection.prepare(
    "DELETE FROM vector WHERE (model, key) IN (SELECT model, key FROM vector WHERE used < ? ORDER BY used LIMIT ?)",
  );
  // Of no version: files that were made before it get it here.
  connection.write(() => connection.prepare(setAsideTable).run());
  const selectSetAside = connection.prepare("SELECT hex(key) AS key, reason FROM set_aside WHERE model = ? LIMIT ?");
  const insertSetAside = connection.prepare("INSERT OR REPLACE INTO set_aside (model, key, reason) VALUES (?, ?, ?)");
  const today = (): number => Math.floor(clock.wallTime() / dayLength);

  const markUsed = (model: number, keyLists: readonly string[]): void => {
    try {
      const day = today();
      connection.write(() => {
        for (const keys of keyLists) touch.run(day, model, day, keys);
      });
    } catch {
      // A full disk or a busy database must not keep anyone from reading; the next reader marks them.
    }
  };

  const get = (name: string, keys: readonly string[]): ReadonlyMap<string, QuantizedVector> => {
    const found = new Map<string, QuantizedVector>();
    const model = findModel.get(storedText(name));
    if (model === undefined) return found;
    const id = readNumber(model.id);
    const dimensions = readNumber(model.dimensions);
    const staleDay = today() - usePrecision;
    const stale: string[] = [];
    // In the order of the table, neighbours share pages.
    const sorted = [...keys].sort();
    for (let at = 0; at < sorted.length; at += keysAtOnce) {
      const list = JSON.stringify(sorted.slice(at, at + keysAtOnce));
      const row = select.get(id, scaleBytes + dimensions, list);
      if (row === undefined || row.used === null) continue;
      unpackVectors(readText(row.keys), readText(row.data), dimensions, found);
      if (readNumber(row.used) <= staleDay) stale.push(list);
    }
    if (stale.length > 0) markUsed(id, stale);
    return found;
  };

  const missing = (name: string, keys: readonly string[]): readonly string[] => {
    const model = findModel.get(storedText(name));
    if (model === undefined) return keys;
    const found = new Set<string>();
    for (let at = 0; at < keys.length; at += keysAtOnce) {
      const row = selectKeys.get(readNumber(model.id), JSON.stringify(keys.slice(at, at + keysAtOnce)));
      if (row === undefined || row.keys === null) continue;
      for (const key of readText(row.keys).toLowerCase().split(" ")) found.add(key);
    }
    return keys.filter((key) => !found.has(key));
  };

  const put = (name: string, rows: readonly (readonly [key: string, vector: QuantizedVector])[]): void => {
    const length = rows[0]?.[1].values.length;
    if (length === undefined) return;
    const stored = storedText(name);
    const model = findModel.get(stored) ?? addModel.get(stored, length);
    const id = readNumber(model?.id);
    const dimensions = readNumber(model?.dimensions);
    const day = today();
    for (const [key, vector] of rows) insert.run(id, storedHash(key), day, packVector(vector, dimensions));
  };

  return {
    get: (model, keys) => connection.read(() => get(model, keys)),
    missing: (model, keys) => connection.read(() => missing(model, keys)),
    put: (model, rows) => {
      const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
      connection.write(() => put(model, sorted));
    },
    setAside: (model) =>
      connection.read(() => {
        const rows = selectSetAside.all(storedText(model), mostSetAside);
        return new Map(rows.map(({ key, reason }) => [readText(key).toLowerCase(), readText(reason)]));
      }),
    addSetAside: (model, rows) =>
      connection.write(() => {
        for (const [key, reason] of rows) insertSetAside.run(storedText(model), storedHash(key), storedText(reason));
      }),
    prune: () => {
      const used = connection.usedBytes();
      if (used <= cap) return;
      connection.write(() => {
        const rows = readNumber(count.get()?.n);
        evict.run(today() - usePrecision, Math.ceil(rows * (1 - (cap * 0.75) / used)));
      });
      connection.shrink();
    },
  };
};

const packVector = ({ values, scale }: QuantizedVector, dimensions: number): Uint8Array => {
  if (values.length !== dimensions) {
    throw new TypeError(`a vector of ${values.length} components in a model of ${dimensions}`);
  }
  const bytes = Buffer.allocUnsafe(scaleBytes + dimensions);
  bytes.writeDoubleLE(scale, 0);
  bytes.set(values, scaleBytes);
  return bytes;
};

/** Adds vectors to `found`: their keys with a space between, and their data in the same order, both hexadecimal. */
const unpackVectors = (keys: string, data: string, dimensions: number, found: Map<string, QuantizedVector>): void => {
  const bytes = Buffer.from(data, "hex");
  const rowBytes = scaleBytes + dimensions;
  const names = keys.toLowerCase().split(" ");
  if (bytes.length !== names.length * rowBytes) throw new SyntaxError("stored vectors are malformed");
  names.forEach((name, row) => {
    const at = row * rowBytes;
    const scale = bytes.readDoubleLE(at);
    // A unit vector's largest component is 1 at most, and no vector is all zeros: anything else is damage, too.
    if (!(scale > 0 && scale <= 1)) return;
    found.set(name, { values: new Int8Array(bytes.buffer, bytes.byteOffset + at + scaleBytes, dimensions), scale });
  });
};
