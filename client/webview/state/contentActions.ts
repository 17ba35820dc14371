import type { ContentHost } from "../host/hostPort.ts";
import { contentTexts } from "../text/contentText.ts";
import { messageOf } from "./messageOf.ts";
import type { PanelStore } from "./store.ts";

/** What a person can do with what stands in an answer; each says for those who do not see it what came of it. */
export interface ContentActions {
  /** Gives whether it was done. */
  copyCode(code: string): Promise<boolean>;
  insertCode(code: string): Promise<boolean>;
  /** Asks the extension to open what a link leads to. */
  openLink(target: string): void;
}

export function createContentActions({
  host,
  store,
}: {
  readonly host: ContentHost;
  readonly store: PanelStore;
}): ContentActions {
  const announce = (text: string): void => store.dispatch({ kind: "announced", text });
  async function tried(done: Promise<unknown>, said: string): Promise<boolean> {
    try {
      if ((await done) === false) return false;
      announce(said);
      return true;
    } catch (error) {
      announce(messageOf(error));
      return false;
    }
  }
  return {
    copyCode: (code) => tried(host.copyCode(code), contentTexts().copied),
    insertCode: (code) => tried(host.insertCode(code), contentTexts().inserted),
    openLink(target) {
      host.openLink(target).then(
        (refusal) => {
          if (refusal !== null) announce(refusal);
        },
        (error: unknown) => announce(messageOf(error)),
      );
    },
  };
}
