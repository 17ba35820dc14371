import type { SecretStorage } from "vscode";

/** Keys of servers, by their scheme, host and port; nowhere but in the editor's secret storage. */
export interface ChatKeys {
  get(origin: string): Promise<string | undefined>;
  /** An empty key is removed. */
  set(origin: string, key: string): Promise<void>;
}

const nameOf = (origin: string): string => `askDocs.chat.key:${origin}`;

export const createChatKeys = (secrets: SecretStorage): ChatKeys => ({
  get: async (origin) => secrets.get(nameOf(origin)),
  set: async (origin, key) => (key === "" ? secrets.delete(nameOf(origin)) : secrets.store(nameOf(origin), key)),
});
