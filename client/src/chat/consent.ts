import { window, type Memento } from "vscode";
import type { ChatDestination } from "../../../protocol/chatMessages.ts";
import type { Texts } from "../texts.ts";

/** Who may be sent passages of this workspace. */
export interface ChatConsent {
  /** Whether passages may go there; asks the person the first time, and remembers what is decided. */
  agrees(to: ChatDestination): Promise<boolean>;
  /** Asks again the next time. */
  forget(): Promise<void>;
}

const stateKey = "askDocs.chat.consent";

/** Keeps by destination what was decided, in the workspace's own state. */
export function createChatConsent(state: Memento, texts: Texts["chat"]): ChatConsent {
  const asking = new Map<string, Promise<boolean>>();
  const decided = (): Readonly<Record<string, boolean>> => state.get<Record<string, boolean>>(stateKey, {});

  async function ask({ model, destination }: ChatDestination): Promise<boolean> {
    const chosen = await window.showWarningMessage(
      texts.consentQuestion(destination),
      { modal: true, detail: texts.consentDetail(model, destination) },
      texts.send,
      texts.never,
    );
    if (chosen === undefined) return false;
    await state.update(stateKey, { ...decided(), [destination]: chosen === texts.send });
    return chosen === texts.send;
  }

  return {
    async agrees(to) {
      const known = decided()[to.destination];
      if (known !== undefined) return known;
      const question = asking.get(to.destination) ?? ask(to).finally(() => asking.delete(to.destination));
      asking.set(to.destination, question);
      return question;
    },
    forget: async () => state.update(stateKey, undefined),
  };
}
