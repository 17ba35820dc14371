/** A database's tables, and the number that rises when they change. */
export interface Schema {
  readonly version: number;
  readonly sql: string;
}

/**
 * One folder's index. Texts may be BLOBs (see `storedText`), so no column that holds one has a type that converts.
 * `passage_by_file` covers what `load` reads, so that the passages' texts are not touched by a warm start. Ids are never
 * given twice: an id that another process has kept never names another passage. Terms stay when no posting has them any
 * more: few do so, and none is found by that.
 */
export const indexSchema: Schema = {
  version: 5,
  sql: `
CREATE TABLE lease (
  slot INTEGER PRIMARY KEY CHECK (slot = 1),
  owner TEXT NOT NULL, pid INTEGER NOT NULL, host TEXT NOT NULL, heartbeat REAL NOT NULL
);
CREATE TABLE file (
  id INTEGER PRIMARY KEY AUTOINCREMENT, path BLOB NOT NULL UNIQUE, size REAL NOT NULL, modified REAL NOT NULL,
  content_hash BLOB NOT NULL, language BLOB NOT NULL, title BLOB NOT NULL, aliases TEXT NOT NULL, tags TEXT NOT NULL,
  date BLOB, pipeline BLOB NOT NULL
);
CREATE TABLE failed_file (
  path BLOB PRIMARY KEY, size REAL NOT NULL, modified REAL NOT NULL, code TEXT NOT NULL, message BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE posting (
  file_id INTEGER PRIMARY KEY REFERENCES file (id) ON DELETE CASCADE, numbers BLOB NOT NULL
);
CREATE TABLE term (id INTEGER PRIMARY KEY, text BLOB NOT NULL UNIQUE);
CREATE TABLE passage (
  id INTEGER PRIMARY KEY AUTOINCREMENT, file_id INTEGER NOT NULL REFERENCES file (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL, language BLOB NOT NULL, vector_key BLOB NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, start_line INTEGER NOT NULL, end_line INTEGER NOT NULL,
  breadcrumb TEXT NOT NULL, sentences BLOB NOT NULL, text BLOB NOT NULL, plain BLOB
);
CREATE UNIQUE INDEX passage_by_file ON passage (file_id, ordinal, language, vector_key);
CREATE TABLE link (
  file_id INTEGER PRIMARY KEY REFERENCES file (id) ON DELETE CASCADE, links BLOB NOT NULL
);
CREATE TABLE outline (
  file_id INTEGER PRIMARY KEY REFERENCES file (id) ON DELETE CASCADE, headings BLOB NOT NULL
);
CREATE TABLE definition (
  id INTEGER PRIMARY KEY AUTOINCREMENT, file_id INTEGER NOT NULL REFERENCES file (id) ON DELETE CASCADE,
  kind TEXT NOT NULL, keys TEXT NOT NULL, term BLOB NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  excerpt_start INTEGER NOT NULL, excerpt BLOB NOT NULL
);
CREATE INDEX definition_by_file ON definition (file_id);
`,
};

/** `data` is the scale (float64, little-endian) and the int8 values; `used` is a day since the epoch. */
export const vectorSchema: Schema = {
  version: 1,
  sql: `
CREATE TABLE model (id INTEGER PRIMARY KEY, name BLOB NOT NULL UNIQUE, dimensions INTEGER NOT NULL);
CREATE TABLE vector (
  model INTEGER NOT NULL, key BLOB NOT NULL, used INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (model, key)
) WITHOUT ROWID;
`,
};
