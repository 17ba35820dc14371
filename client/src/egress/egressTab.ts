import { randomBytes } from "node:crypto";
import { Uri, ViewColumn, window, type WebviewPanel } from "vscode";
import type { EgressView } from "../../../protocol/egressMessages.ts";
import type { Disposing } from "../disposing.ts";
import { buildEgressHtml, type EgressPage } from "./egressHtml.ts";

/** The one editor tab that shows what left this machine. */
export interface EgressTab extends Disposing {
  readonly isOpen: boolean;
  show(view: EgressView): void;
}

export function createEgressTab(extensionUri: Uri, page: Omit<EgressPage, "nonce">): EgressTab {
  let tab: WebviewPanel | undefined;

  function open(): WebviewPanel {
    const opened = window.createWebviewPanel("askDocs.egress", page.texts.title, ViewColumn.Active, {
      enableScripts: false,
      enableCommandUris: Object.values(page.commands),
      enableFindWidget: true,
      localResourceRoots: [],
      retainContextWhenHidden: true,
    });
    opened.iconPath = Uri.joinPath(extensionUri, "media", "icon.svg");
    opened.onDidDispose(() => {
      tab = undefined;
    });
    return opened;
  }

  return {
    get isOpen() {
      return tab !== undefined;
    },
    show(view) {
      tab ??= open();
      tab.webview.html = buildEgressHtml(view, { ...page, nonce: randomBytes(24).toString("base64url") });
      tab.reveal();
    },
    dispose() {
      tab?.dispose();
    },
  };
}
