import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { build, stop } from "esbuild";
import type { Browser, Page, Route } from "playwright-core";
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
  Disposable,
  type CancellationToken,
  type DataCallback,
  type Message,
  type MessageConnection,
} from "vscode-jsonrpc/node";
import { buildPanelHtml } from "../../client/src/panel/panelHtml.ts";
import {
  panelReady,
  panelSuggest,
  type ConversationState,
  type ShownConversation,
} from "../../protocol/panelMessages.ts";
import type { SuggestionView, SuggestParams } from "../../protocol/serverMessages.ts";
import type { IndexStatus } from "../../protocol/views.ts";
import { outputFolder, repositoryRoot } from "../e2e/host/paths.ts";
import french from "../../l10n/bundle.l10n.fr.json" with { type: "json" };
import hebrew from "../../l10n/bundle.l10n.he.json" with { type: "json" };
import russian from "../../l10n/bundle.l10n.ru.json" with { type: "json" };
import themes from "./themes.json" with { type: "json" };

/** The product's page, in a real browser, with a scripted extension on the other side. */
export interface PanelPage {
  readonly page: Page;
  /** The extension's end of the connection. */
  readonly host: MessageConnection;
  /** Errors, refused loads and requests that should not have been; none when all is well. */
  readonly problems: readonly string[];
  /** Saves `.test-output/webview/NAME.png`. */
  screenshot(name: string): Promise<void>;
  setTheme(theme: ThemeName): Promise<void>;
  close(): Promise<void>;
}

export type ThemeName = keyof typeof themes;
export type PanelLanguage = "en" | keyof typeof bundles;

export interface PanelPageOptions {
  readonly theme?: ThemeName;
  /** Of the panel's own texts; English unless given. */
  readonly language?: PanelLanguage;
  readonly status: IndexStatus;
  readonly conversation?: ConversationState & Partial<ShownConversation>;
  readonly size?: { readonly width: number; readonly height: number };
  /** For tools that put styles of their own into the page. */
  readonly withoutCsp?: boolean;
  readonly reducedMotion?: boolean;
  /** Set to leave the panel's first request without an answer, or to fail it. */
  readonly ready?: "silent" | "fails";
  /** What is suggested; nothing unless given. */
  readonly suggest?: (wanted: SuggestParams, token: CancellationToken) => Promise<readonly SuggestionView[]>;
}

const bundles = { fr: french, he: hebrew, ru: russian };
const aloneAndEmpty: ShownConversation = {
  version: 1,
  id: "one",
  hasOthers: false,
  turns: [],
  draft: "",
  pastQuestions: [],
};
const origin = "https://panel.example";
const bodyClasses: Readonly<Record<ThemeName, string>> = {
  dark: "vscode-dark",
  light: "vscode-light",
  "high contrast": "vscode-high-contrast",
  "high contrast light": "vscode-high-contrast-light vscode-light",
};
const fonts = {
  "--vscode-font-family": "system-ui, 'DejaVu Sans', sans-serif",
  "--vscode-font-size": "13px",
  "--vscode-editor-font-family": "'DejaVu Sans Mono', monospace",
  "--vscode-editor-font-size": "13px",
};

/** Bundles the panel's script as the product does; gives its text. */
export async function bundlePanel(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: repositoryRoot,
    entryPoints: ["client/webview/main.ts"],
    bundle: true,
    write: false,
    platform: "browser",
    target: "es2022",
    format: "esm",
    minify: true,
    logLevel: "silent",
  });
  await stop();
  return outputFiles[0]?.text ?? "";
}

/** Opens the panel's page and connects a scripted extension to it. */
export async function openPanelPage(browser: Browser, script: string, options: PanelPageOptions): Promise<PanelPage> {
  const theme = options.theme ?? "dark";
  const language = options.language ?? "en";
  const problems: string[] = [];
  const context = await browser.newContext({
    viewport: options.size ?? { width: 420, height: 760 },
    bypassCSP: options.withoutCsp === true,
    reducedMotion: options.reducedMotion === true ? "reduce" : null,
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  await page.route("**/*", (route) => serve(route, script, problems, language));
  const host = await connect(page, options);
  await page.addInitScript(`${wearTheme.toString()}; (${preparePage.toString()})(${JSON.stringify(lookOf(theme))})`);
  await page.goto(`${origin}/`);
  return {
    page,
    host,
    problems,
    async screenshot(name) {
      const folder = path.join(outputFolder, "webview");
      await mkdir(folder, { recursive: true });
      await page.screenshot({ path: path.join(folder, `${name}.png`), animations: "disabled" });
    },
    setTheme: (next) => page.evaluate(wearTheme, lookOf(next)),
    close: () => context.close(),
  };
}

async function serve(route: Route, script: string, problems: string[], language: PanelLanguage): Promise<void> {
  const address = new URL(route.request().url());
  const file = path.join(repositoryRoot, address.pathname);
  if (address.origin !== origin) {
    problems.push(`request: ${address.href}`);
    await route.abort();
  } else if (address.pathname === "/") {
    await route.fulfill({ contentType: "text/html", body: pageHtml(language) });
  } else if (address.pathname === "/dist/webview.js") {
    await route.fulfill({ contentType: "text/javascript", body: script });
  } else if (address.pathname.startsWith("/media/") && existsSync(file)) {
    await route.fulfill({ contentType: "text/css", body: await readFile(file, "utf8") });
  } else {
    problems.push(`missing: ${address.pathname}`);
    await route.fulfill({ status: 404 });
  }
}

const pageHtml = (language: PanelLanguage): string =>
  buildPanelHtml({
    script: `${origin}/dist/webview.js`,
    styles: [`${origin}/media/panel.css`],
    cspSource: origin,
    nonce: "c2FtcGxl",
    language,
    bundle: language === "en" ? {} : bundles[language],
    title: "Ask Docs",
    place: "view",
  });

/** What a theme is to a webview. */
interface Look {
  readonly variables: Readonly<Record<string, string>>;
  readonly bodyClass: string;
}

/** The look of one of the editor's themes. */
export const lookOf = (theme: ThemeName): Look => ({
  variables: { ...themes[theme], ...fonts },
  bodyClass: bodyClasses[theme],
});

/** Runs in a page: sets the theme's variables as VS Code does. */
export function wearTheme({ variables, bodyClass }: Look): void {
  const { style } = document.documentElement;
  for (const name of [...style]) style.removeProperty(name);
  for (const [name, value] of Object.entries(variables)) style.setProperty(name, value);
  style.background = "var(--vscode-sideBar-background)";
  document.body.className = bodyClass;
}

/** Runs in the page before its script: the interface that VS Code gives a webview, and the first theme. */
function preparePage(look: Look): void {
  Object.assign(globalThis, {
    acquireVsCodeApi: () => ({ postMessage: (message: unknown) => globalThis.tellHost(message) }),
  });
  document.addEventListener("readystatechange", () => {
    if (document.readyState === "interactive") wearTheme(look);
  });
}

declare global {
  var tellHost: (message: unknown) => void;
}

async function connect(page: Page, options: PanelPageOptions): Promise<MessageConnection> {
  const { status, conversation, ready, suggest = () => Promise.resolve([]) } = options;
  let received: DataCallback | undefined;
  await page.exposeFunction("tellHost", (message: Message) => received?.(message));
  class PageReader extends AbstractMessageReader {
    override listen(callback: DataCallback): Disposable {
      received = callback;
      return Disposable.create(() => (received = undefined));
    }
  }
  class PageWriter extends AbstractMessageWriter {
    async write(message: Message): Promise<void> {
      await page.evaluate((sent) => window.postMessage(sent, "*"), message);
    }
    end(): void {
      received = undefined;
    }
  }
  const connection = createMessageConnection(new PageReader(), new PageWriter());
  connection.onRequest(panelReady, () => {
    if (ready === "fails") throw new Error("There is no server.");
    if (ready === "silent") return new Promise<never>(() => undefined);
    return {
      conversation: { ...aloneAndEmpty, ...conversation },
      status,
      locale: options.language ?? "en",
    };
  });
  connection.onRequest(panelSuggest, suggest);
  connection.listen();
  return connection;
}
