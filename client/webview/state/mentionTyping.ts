import type { CompletedMentionView } from "../../../protocol/mentions.ts";
import { openMentionAt, type OpenMention } from "./openMention.ts";

/** What may be chosen for the mention that is being typed. */
export interface OfferedMentions {
  readonly open: OpenMention;
  readonly options: readonly CompletedMentionView[];
  /** Place of the option that Enter chooses, from 0; -1 where there is none. */
  readonly active: number;
}

/** Follows the cursor of a text, and keeps what may be chosen there. */
export interface MentionTyping {
  offered(): OfferedMentions | undefined;
  /** The same, once what is typed by now is looked up. */
  settled(): Promise<OfferedMentions | undefined>;
  /** Tells where the cursor stands now. A request that is not wanted any more is called off. */
  follow(text: string, cursor: number): void;
  move(to: "next" | "previous"): void;
  /** Closes the list until another mention is begun; false where none is open. */
  dismiss(): boolean;
  close(): void;
}

export type CompleteMention = (
  open: Pick<OpenMention, "of" | "typed">,
  signal: AbortSignal,
) => Promise<readonly CompletedMentionView[]>;

/** @param changed is called when something else is offered. */
export function createMentionTyping(complete: CompleteMention, changed: () => void): MentionTyping {
  let offered: OfferedMentions | undefined;
  /** What was looked up last, while it may still be shown. */
  let asked: OpenMention | undefined;
  let underWay: AbortController | undefined;
  let lookedUp: Promise<void> = Promise.resolve();
  /** Where a mention begins that the person wants no list for. */
  let dismissed = -1;

  function set(next: OfferedMentions | undefined): void {
    if (next === offered) return;
    offered = next;
    changed();
  }

  function callOff(): void {
    underWay?.abort();
    underWay = undefined;
    asked = undefined;
  }

  async function ask(open: OpenMention): Promise<void> {
    callOff();
    const stop = new AbortController();
    asked = open;
    underWay = stop;
    // The list stays while the next letter is looked up, but for another mention.
    if (offered?.open.start !== open.start || offered.open.of !== open.of) set(undefined);
    const options = await complete(open, stop.signal).catch(() => undefined);
    if (stop.signal.aborted) return;
    underWay = undefined;
    // Words without a match are the question's own.
    const isEmpty = options === undefined || (options.length === 0 && /\s/u.test(open.typed));
    set(isEmpty ? undefined : { open, options, active: options.length === 0 ? -1 : 0 });
  }

  return {
    offered: () => offered,
    async settled() {
      const awaited = lookedUp;
      await awaited;
      return awaited === lookedUp ? offered : this.settled();
    },
    follow(text, cursor) {
      const open = openMentionAt(text, cursor);
      if (open === undefined) {
        dismissed = -1;
        callOff();
        set(undefined);
      } else if (open.start !== dismissed) {
        dismissed = -1;
        if (asked?.start !== open.start || asked.typed !== open.typed || asked.of !== open.of) lookedUp = ask(open);
      }
    },
    move(to) {
      if (offered === undefined || offered.options.length === 0) return;
      const { active, options } = offered;
      const step = to === "next" ? 1 : -1;
      set({ ...offered, active: (active + step + options.length) % options.length });
    },
    dismiss() {
      if (asked === undefined) return false;
      dismissed = asked.start;
      const wasShown = offered !== undefined;
      callOff();
      set(undefined);
      return wasShown;
    },
    close() {
      callOff();
      set(undefined);
    },
  };
}
