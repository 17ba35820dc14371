import {
  commands,
  Disposable,
  EventEmitter,
  Uri,
  ViewColumn,
  window,
  type WebviewPanel,
  type WebviewView,
} from "vscode";
import type { Disposing } from "../disposing.ts";
import type { ChatPanel, PanelHost } from "./chatPanel.ts";

/** As in the manifest. */
const viewId = "askDocs.chat";
const tabType = "askDocs.panel";

/** Keeping the page costs little, and saves the half second in which it would be built again, scrolled to its end. */
const whenHidden = { retainContextWhenHidden: true };

/** All chat panels of the window: the side bar's view and, if the person wants one, an editor tab. */
export interface Panels extends Disposing {
  /** Shows the panel that is in use, else the view, with the focus in it. */
  show(): Promise<ChatPanel>;
  /** Shows the panel as an editor tab. */
  showInEditor(): Promise<void>;
  clear(): void;
}

export interface PanelsParts {
  readonly extensionUri: Uri;
  readonly title: string;
  /** Puts a chat panel into a webview. */
  readonly create: (host: PanelHost) => Promise<ChatPanel>;
}

/** Registers both kinds of panel with the editor; neither costs anything until it is shown. */
export function createPanels(parts: PanelsParts): Panels {
  const viewMade = new EventEmitter<ChatPanel>();
  let view: ChatPanel | undefined;
  let tab: ChatPanel | undefined;

  async function adoptView(host: WebviewView): Promise<void> {
    const panel = await parts.create({
      webview: host.webview,
      place: "view",
      reveal: () => host.show(false),
      isVisible: () => host.visible,
      onDidChangeVisibility: host.onDidChangeVisibility,
    });
    view = panel;
    host.onDidDispose(() => {
      panel.dispose();
      if (view === panel) view = undefined;
    });
    viewMade.fire(panel);
  }

  async function adoptTab(host: WebviewPanel): Promise<void> {
    host.iconPath = Uri.joinPath(parts.extensionUri, "media", "icon.svg");
    const panel = await parts.create({
      webview: host.webview,
      place: "editor",
      reveal: () => host.reveal(),
      isVisible: () => host.visible,
      onDidChangeVisibility: host.onDidChangeViewState,
    });
    tab = panel;
    host.onDidDispose(() => {
      panel.dispose();
      if (tab === panel) tab = undefined;
    });
  }

  const registrations = Disposable.from(
    window.registerWebviewViewProvider(viewId, { resolveWebviewView: adoptView }, { webviewOptions: whenHidden }),
    window.registerWebviewPanelSerializer(tabType, { deserializeWebviewPanel: adoptTab }),
  );

  async function showView(): Promise<ChatPanel> {
    const made = new Promise<ChatPanel>((resolve) => {
      const listening = viewMade.event((panel) => {
        listening.dispose();
        resolve(panel);
      });
    });
    await commands.executeCommand(`${viewId}.focus`);
    return view ?? made;
  }

  return {
    async show() {
      if (tab?.isVisible() !== true || view?.isVisible() === true) return showView();
      tab.reveal();
      return tab;
    },
    async showInEditor() {
      if (tab === undefined)
        await adoptTab(window.createWebviewPanel(tabType, parts.title, ViewColumn.Active, whenHidden));
      else tab.reveal();
    },
    clear() {
      view?.clear();
      tab?.clear();
    },
    dispose() {
      registrations.dispose();
      viewMade.dispose();
      view?.dispose();
      tab?.dispose();
    },
  };
}
