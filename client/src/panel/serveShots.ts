import { ViewColumn } from "vscode";
import type { MessageConnection } from "vscode-jsonrpc/node";
import {
  panelMineShots,
  panelOpenShotsPlace,
  panelPreviewShots,
  panelShotsSources,
  panelUseShots,
} from "../../../protocol/shotsBuilding.ts";
import { offeredSources } from "../shots/shotsSources.ts";
import { useShots, type UsingParts } from "../shots/useShots.ts";
import type { PanelHost } from "./chatPanel.ts";
import { openPlace } from "./openCitation.ts";

/** Adds what the panel's builder of few-shot prompts may call to a panel's connection. */
export function serveShots(parts: UsingParts, connection: MessageConnection, place: PanelHost["place"]): void {
  const { server, lastEditor } = parts;
  connection.onRequest(panelShotsSources, () => offeredSources(lastEditor.current()));
  connection.onRequest(panelMineShots, (source, token) => server.ask((to) => to.mineShots(source, token)));
  connection.onRequest(panelPreviewShots, (params, token) => server.ask((to) => to.buildShots(params, token)));
  connection.onRequest(panelOpenShotsPlace, async (wanted) => {
    await openPlace(wanted, place === "editor" ? ViewColumn.Beside : ViewColumn.Active);
    return null;
  });
  connection.onRequest(panelUseShots, async (params) => {
    await useShots(parts, params);
    return null;
  });
}
