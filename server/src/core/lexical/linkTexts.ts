import type { StoredLink } from "../ports.ts";
import { fields } from "./fields.ts";
import { packPosting, type Postings, type PostingVisitor } from "./postings.ts";

/** What links say of the pages that they lead to, as the field `links` of those pages' passages. */
export interface LinkTexts {
  /** Takes these links in place of those that the file had. */
  replace(sourceFile: number, links: readonly StoredLink[]): void;
  remove(sourceFile: number): void;
  /**
   * Finds out where all links lead, a part at each step, so that no question has to; it can be left at any step.
   */
  resolve(): Generator<void>;
  /** The postings with this field beside the stored ones. */
  readonly postings: Postings;
}

/** One text that leads to one place, however many files link so. */
interface LinkEntry {
  readonly link: StoredLink;
  sources: number;
  /** Where it leads, as long as the places have this version. */
  passages: readonly number[];
  version: number;
}

/** Where links lead. */
export interface LinkedPassages {
  /** Changes whenever any link may lead elsewhere. */
  readonly version: number;
  at(page: string, heading: string): readonly number[];
}

const linksField = fields.indexOf("links");
/** A few milliseconds. */
const resolvedInOneGo = 50;

/**
 * Builds the field of link texts. Nothing is kept by passage: where a link leads is found out when a question asks, by
 * `places`, so that pages may come, change and go without the links being told.
 */
export function createLinkTexts(stored: Postings, places: LinkedPassages): LinkTexts {
  const entries = new Map<string, LinkEntry>();
  const byTerm = new Map<string, Set<LinkEntry>>();
  /** How often each passage was come to: 0 between visits. */
  let counts = new Uint32Array(0);
  const bySource = new Map<number, readonly LinkEntry[]>();

  const keyOf = ({ page, heading, terms }: StoredLink): string => [page, heading, ...terms].join("\n");

  function enter(link: StoredLink): LinkEntry {
    const key = keyOf(link);
    const known = entries.get(key);
    if (known !== undefined) {
      known.sources += 1;
      return known;
    }
    const entry: LinkEntry = { link, sources: 1, passages: [], version: -1 };
    entries.set(key, entry);
    for (const term of link.terms) {
      const others = byTerm.get(term);
      if (others === undefined) byTerm.set(term, new Set([entry]));
      else others.add(entry);
    }
    return entry;
  }

  function leave(entry: LinkEntry): void {
    entry.sources -= 1;
    if (entry.sources > 0) return;
    entries.delete(keyOf(entry.link));
    for (const term of entry.link.terms) {
      const others = byTerm.get(term);
      others?.delete(entry);
      if (others?.size === 0) byTerm.delete(term);
    }
  }

  function remove(sourceFile: number): void {
    for (const entry of bySource.get(sourceFile) ?? []) leave(entry);
    bySource.delete(sourceFile);
  }

  function passagesOf(entry: LinkEntry, version: number): readonly number[] {
    if (entry.version === version) return entry.passages;
    entry.version = version;
    return (entry.passages = places.at(entry.link.page, entry.link.heading));
  }

  /** Hands out each passage to which texts with the term lead, with how many different ones do. */
  function visitHolders(term: string, visit: PostingVisitor): void {
    const { version } = places;
    const touched: number[] = [];
    for (const entry of byTerm.get(term) ?? [])
      for (const passage of passagesOf(entry, version)) {
        if (passage >= counts.length) counts = grown(counts, passage);
        if (counts[passage] === 0) touched.push(passage);
        counts[passage] = (counts[passage] as number) + 1;
      }
    for (const passage of touched) {
      const count = counts[passage] as number;
      counts[passage] = 0;
      visit(passage, count);
    }
  }

  return {
    replace(sourceFile, links) {
      remove(sourceFile);
      if (links.length > 0) bySource.set(sourceFile, links.map(enter));
    },
    remove,
    *resolve() {
      let found = 0;
      for (const entry of entries.values()) {
        passagesOf(entry, places.version);
        found += 1;
        if (found % resolvedInOneGo === 0) yield;
      }
    },
    postings: {
      ...stored,
      list(field, term) {
        if (field !== linksField) return stored.list(field, term);
        const held: number[] = [];
        visitHolders(term, (passage, frequency) => held.push(packPosting(passage, frequency)));
        return Uint32Array.from(held);
      },
      visit(field, term, visit) {
        if (field !== linksField) stored.visit(field, term, visit);
        else visitHolders(term, visit);
      },
      count(field, term) {
        if (field !== linksField) return stored.count(field, term);
        let count = 0;
        visitHolders(term, () => (count += 1));
        return count;
      },
      has: (term) => stored.has(term) || byTerm.has(term),
      *terms() {
        yield* stored.terms();
        for (const term of byTerm.keys()) if (!stored.has(term)) yield term;
      },
    },
  };
}

function grown(counts: Uint32Array, passage: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.ceil(passage * 1.2) + 16);
  larger.set(counts);
  return larger;
}
