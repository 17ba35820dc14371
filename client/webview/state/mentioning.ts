import { mentionKey, sameMention, type Mention } from "../../../protocol/mentions.ts";
import type { HostPort } from "../host/hostPort.ts";
import { spokenMatches } from "../text/mentionText.ts";
import type { CompleteMention } from "./mentionTyping.ts";
import type { PanelState } from "./panelState.ts";
import { typeDraft } from "./recall.ts";
import type { PanelStore } from "./store.ts";

/** Files, folders or headings that are offered at once. */
const mostOffered = 12;

/** Adds a mention to the draft, once, and takes what was typed of it out of the text. A section narrows its file. */
export function addMention(state: PanelState, mention: Mention, draft: string): PanelState {
  const others = state.mentions.filter(
    (one) =>
      !sameMention(one, mention) && !(mention.kind === "heading" && one.kind === "file" && one.uri === mention.uri),
  );
  return { ...typeDraft(state, draft), mentions: [...others, mention] };
}

/** Takes a mention out of the draft. */
export const removeMention = (state: PanelState, mention: Mention): PanelState => ({
  ...typeDraft(state, state.draft),
  mentions: state.mentions.filter((one) => !sameMention(one, mention)),
});

/** What a person can do about what the draft mentions. */
export interface MentionActions {
  /** Out of the index, what the draft mentions already left out. Rejects when the signal aborts. */
  readonly completeMention: CompleteMention;
  /** @param draft without what was typed of it. */
  mention(mention: Mention, draft: string): void;
  leaveOut(mention: Mention): void;
}

export function createMentionActions(parts: {
  readonly host: Pick<HostPort, "completeMention">;
  readonly store: PanelStore;
  readonly saveSoon: () => void;
}): MentionActions {
  const { host, store, saveSoon } = parts;
  return {
    async completeMention(open, signal) {
      const { mentions } = store.state();
      const known = new Set(mentions.map(mentionKey));
      const within = open.of === "places" ? [] : mentions.flatMap(({ kind, uri }) => (kind === "folder" ? [] : uri));
      const limit = mostOffered + known.size;
      const found = await host.completeMention({ of: open.of, typed: open.typed, limit, within }, signal);
      const offered = found.filter(({ mention }) => !known.has(mentionKey(mention))).slice(0, mostOffered);
      const text = spokenMatches(open, offered.length, store.state().locale);
      if (!signal.aborted) store.dispatch({ kind: "announced", text });
      return offered;
    },
    mention(mention, draft) {
      store.dispatch({ kind: "mentionAdded", mention, draft });
      saveSoon();
    },
    leaveOut(mention) {
      store.dispatch({ kind: "mentionRemoved", mention });
      saveSoon();
    },
  };
}
