import type { Disposing } from "../disposing.ts";
import type { ChatPanel, PanelHost } from "./chatPanel.ts";
import type { PanelKit, PanelKitParts } from "./panelKit.ts";

/** Makes chat panels; what they share is read and made with the first. */
export interface PanelMaker extends Disposing {
  create(host: PanelHost): Promise<ChatPanel>;
}

export function createPanelMaker(parts: PanelKitParts): PanelMaker {
  let kit: Promise<PanelKit> | undefined;
  const load = async (): Promise<PanelKit> => {
    const [{ createPanelKit }] = await Promise.all([import("./panelKit.ts"), parts.conversations.open()]);
    return createPanelKit(parts);
  };
  return {
    create: async (host) => (await (kit ??= load())).createPanel(host),
    dispose: () => void kit?.then((loaded) => loaded.dispose()),
  };
}
