import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import type { CodeServer } from "./codeServer.ts";
import { hoverOver } from "./editor.ts";
import { openFile, runCommand } from "./palette.ts";
import { outputFolder } from "./paths.ts";
import { recordWindow, type WindowRecord } from "./problems.ts";
import type { Settings, Trust } from "./settings.ts";
import { themes, type Theme } from "./themes.ts";

export interface WindowOptions {
  /** A folder or a `.code-workspace` file, absolute; without it the window is empty. */
  readonly open?: string;
  /** Folders of unpacked extensions, absolute. */
  readonly extensions?: readonly string[];
  /** A test suite to run in the extension host: a CommonJS file, absolute, that exports `run`. */
  readonly suite?: string;
  /** "dark" unless given. */
  readonly theme?: Theme;
  readonly settings?: Settings;
  readonly trust?: Trust;
  /** 1280 x 800 pixels unless given. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Called before the page loads. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** One open window of the editor. Anything the helpers lack is done on `page`. */
export interface Workbench {
  readonly page: Page;
  readonly record: WindowRecord;
  /** The folder in which the editor and its extensions keep what is theirs. */
  readonly userData: string;
  /** Runs a command by its exact palette title, as `Category: Title`. */
  runCommand(title: string): Promise<void>;
  /** Opens a file by its path, absolute or within the open folder, at a line (from 1) if given. */
  openFile(file: string, line?: number): Promise<void>;
  /** Holds the pointer over a text of the editor and returns the hover's text once it matches. */
  hoverOver(text: string, expected?: RegExp): Promise<string>;
  /** The content of the visible webview in the side bar or panel ("view") or in an editor tab ("editor"). */
  webview(place: "view" | "editor"): Promise<FrameLocator>;
  /** The notification pop-ups that say this; `getByRole("button")` inside finds their buttons. */
  notification(text: string | RegExp): Locator;
  /** The texts of the pop-ups shown now. */
  notifications(): Promise<string[]>;
  /** The items of the status bar whose text matches. */
  statusBarItem(text: string | RegExp): Locator;
  setTheme(theme: Theme): Promise<void>;
  /** Replaces the settings given at the start; the trust and the theme stay. */
  setSettings(settings: Settings): Promise<void>;
  /** Saves `.test-output/screenshots/NAME.png` and returns its path. */
  screenshot(name: string): Promise<string>;
  /** Reloads the window: the extension host is started again, storage stays. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a window of its own in the browser, with nothing remembered from others, and waits until it can be used. */
export async function openWorkbench(
  browser: Browser,
  server: CodeServer,
  options: WindowOptions = {},
): Promise<Workbench> {
  let theme: Theme = options.theme ?? "dark";
  let settings: Settings = options.settings ?? {};
  const writeSettings = (): Promise<void> =>
    server.writeSettings({ "workbench.colorTheme": themes[theme].setting, ...settings }, options.trust);
  await writeSettings();

  const context = await browser.newContext({ viewport: options.size ?? { width: 1280, height: 800 } });
  const record = recordWindow(context, server.origin);
  const page = await context.newPage();
  await page.addInitScript(configureWindow, {
    authority: server.authority,
    extensions: options.extensions ?? [],
    suite: options.suite,
  });
  await options.prepare?.(page);
  const themed = (): Promise<void> =>
    page.locator(`.monaco-workbench.${themes[theme].windowClass}`).waitFor({ timeout: 30_000 });
  try {
    await page.goto(windowAddress(server.origin, options.open));
    await themed();
  } catch (error) {
    await screenshot(page, "failed-to-open").catch(() => undefined);
    await context.close();
    throw new Error(`The window did not open. Its log ends with:\n${record.log.slice(-20).join("\n")}`, {
      cause: error,
    });
  }
  const folder = options.open?.endsWith(".code-workspace") === true ? path.dirname(options.open) : options.open;

  return {
    page,
    record,
    userData: server.userData,
    runCommand: (title) => runCommand(page, title),
    openFile: (file, line) => openFile(page, path.resolve(folder ?? "/", file), line),
    hoverOver: (text, expected) => hoverOver(page, text, expected),
    webview: (place) => webview(page, place),
    notification: (text) => page.locator(".notification-toast").filter({ hasText: text }),
    notifications: () => page.locator(".notification-toast .notification-list-item-message").allInnerTexts(),
    statusBarItem: (text) => page.locator(".statusbar-item").filter({ hasText: text }),
    async setTheme(next) {
      theme = next;
      await writeSettings();
      await themed();
    },
    async setSettings(next) {
      settings = next;
      await writeSettings();
    },
    screenshot: (name) => screenshot(page, name),
    async reload() {
      record.setLeaving(true);
      await page.reload();
      record.setLeaving(false);
      await themed();
    },
    async close() {
      record.setLeaving(true);
      await context.close();
    },
  };
}

async function screenshot(page: Page, name: string): Promise<string> {
  const folder = path.join(outputFolder, "screenshots");
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file, animations: "disabled" });
  return file;
}

function windowAddress(origin: string, open: string | undefined): string {
  if (open === undefined) return `${origin}/?ew=true`;
  const kind = open.endsWith(".code-workspace") ? "workspace" : "folder";
  return `${origin}/?${kind}=${encodeURIComponent(open)}`;
}

interface WindowConfiguration {
  readonly authority: string;
  readonly extensions: readonly string[];
  readonly suite: string | undefined;
}

/**
 * Runs in the page. Adds the extensions under development to the configuration that the server wrote into the document,
 * after it is parsed and before the editor's script, which is deferred, reads it.
 */
function configureWindow({ authority, extensions, suite }: WindowConfiguration): void {
  const address = (path: string): object => ({ scheme: "vscode-remote", authority, path });
  document.addEventListener("readystatechange", () => {
    const element = document.getElementById("vscode-workbench-web-configuration");
    const written = element?.getAttribute("data-settings");
    if (document.readyState !== "interactive" || typeof written !== "string") return;
    const developmentOptions = {
      extensions: extensions.map(address),
      ...(suite === undefined ? {} : { extensionTestsPath: address(suite) }),
    };
    element?.setAttribute("data-settings", JSON.stringify({ ...JSON.parse(written), developmentOptions }));
  });
}

async function webview(page: Page, place: "view" | "editor"): Promise<FrameLocator> {
  const purpose = place === "view" ? `[src*="purpose=webviewView"]` : `:not([src*="purpose="])`;
  const outer = page.locator(`iframe.webview.ready${purpose}:visible`).first();
  const content = outer.contentFrame().frameLocator("#active-frame");
  await content.locator("body").waitFor({ state: "attached", timeout: 30_000 });
  return content;
}
