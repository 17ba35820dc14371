/** A passage, or a whole document, as every peer gets it. */
export interface PeerText {
  /** From 0, in order. */
  readonly id: number;
  readonly document: string;
  readonly title: string;
  /** For a passage: its headings, then its text without mark-up. */
  readonly text: string;
  /** Of unit length; only where the peer asks for vectors. */
  readonly vector?: Float32Array;
}

export interface PeerQuestion {
  readonly text: string;
  /** Of unit length, by the same model as the texts'. */
  readonly vector: Float32Array;
}

/** What a peer may know of a set besides its texts. */
export interface PeerContext {
  /** ISO 639-1, of most of the texts. */
  readonly language: string;
  /** The documents as files, with their vectors in `.ask-docs`. */
  readonly folder: string;
  /** The document of each file's path. */
  readonly documentOf: ReadonlyMap<string, string>;
  /** Empty, for the peer's own files. */
  readonly scratch: string;
  readonly dimensions: number;
}

/** An index of a peer. `search` gives documents best first, at most `depth` texts deep; one may stand there twice. */
export interface PeerIndex {
  add(texts: readonly PeerText[]): Promise<void> | void;
  /** Everything has been added. */
  finish?(): Promise<void> | void;
  search(question: PeerQuestion, depth: number): Promise<readonly string[]> | readonly string[];
  close?(): Promise<void> | void;
}

/** A search library, or a mode of ours, in one setting. */
export interface Peer {
  readonly name: string;
  /** The npm package whose version is shown; none for what comes with Node and for ourselves. */
  readonly library?: string;
  /** What it was told, for the report. */
  readonly setting: string;
  readonly usesVectors: boolean;
  open(context: PeerContext): Promise<PeerIndex> | PeerIndex;
}
