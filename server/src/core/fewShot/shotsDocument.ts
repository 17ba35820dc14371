import type { Provenance } from "./pair.ts";

/** The names of ways to choose demonstrations. */
export const selectorNames = [
  "random",
  "bm25",
  "vectors",
  "hybrid",
  "mmr",
  "clusters",
  "coverage",
  "consensus",
  "greedy",
  "manual",
] as const;
export type SelectorName = (typeof selectorNames)[number];

/** The names of ways to order them. */
export const orderNames = ["similar-last", "similar-first", "random", "alternating", "manual"] as const;
export type OrderName = (typeof orderNames)[number];

export const builtInTemplates = ["completion", "chat", "xml", "json"] as const;
export type BuiltInTemplate = (typeof builtInTemplates)[number];

/** A template in the small syntax of `docs/shots-format.md`: `{name}` stands for a field. */
export interface OwnTemplate {
  readonly demonstration: string;
  /** Two line ends unless given. */
  readonly separator?: string;
}

export interface FrontMatter {
  /** Version of the format. */
  readonly shots: 1;
  readonly task?: string;
  readonly template?: BuiltInTemplate | OwnTemplate;
  readonly labels?: readonly string[];
  /** Most tokens of the rendered prompt, 1 or more. */
  readonly budget?: number;
  readonly selector?: SelectorName;
  /** Whether each label was given an equal share. */
  readonly balanced?: boolean;
  readonly order?: OrderName;
  readonly seed?: number;
  readonly model?: string;
  /** The file of test rows that no demonstration may be among, relative to the document's own folder. */
  readonly test?: string;
  /** Keys that this version does not know, kept as they stand. */
  readonly others?: Readonly<Record<string, unknown>>;
}

/** A provenance line; its hash may be the beginning of the file's, 16 digits or more. */
export interface ShotsProvenance extends Provenance {
  readonly language?: string;
  readonly kind?: string;
  readonly confidence?: number;
  readonly flags?: readonly string[];
}

/** A field that comes again is a list: it stands here once for each item. */
export interface ShotsField {
  readonly name: string;
  readonly value: string;
  /** Lines below the field. */
  readonly provenance: readonly ShotsProvenance[];
}

export interface Demonstration {
  readonly name?: string;
  /** Lines before the first field: they speak of the whole demonstration. */
  readonly provenance: readonly ShotsProvenance[];
  /** In the order of the document; the last is what the model has to write. */
  readonly fields: readonly ShotsField[];
}

/** A `.shots` document, as `docs/shots-format.md` specifies it. */
export interface ShotsDocument {
  readonly frontMatter: FrontMatter;
  readonly demonstrations: readonly Demonstration[];
}
