import * as vscode from "vscode";

/** What `activate` gives to the suite that runs in the extension host. */
export interface ProbeExports {
  readonly greeting: string;
}

const greeting = "Hello, שלום, Здравствуйте, 你好";

/** Registers a command, a status bar item, a hover, and one page shown both in the side bar and in an editor tab. */
export function activate(context: vscode.ExtensionContext): ProbeExports {
  const status = vscode.window.createStatusBarItem("hostProbe.status", vscode.StatusBarAlignment.Left);
  status.text = vscode.workspace.isTrusted ? "Probe ready" : "Probe restricted";
  status.show();
  const log = vscode.window.createOutputChannel("Host Probe", { log: true });
  log.info("probe activated");
  context.subscriptions.push(
    status,
    log,
    vscode.commands.registerCommand("hostProbe.greet", () => vscode.window.showInformationMessage(greeting, "Thanks")),
    vscode.commands.registerCommand("hostProbe.openPanel", () => {
      const panel = vscode.window.createWebviewPanel("hostProbe.panel", "Probe Panel", vscode.ViewColumn.Active, {});
      show(panel.webview, context.extensionUri);
    }),
    vscode.window.registerWebviewViewProvider("hostProbe.view", {
      resolveWebviewView: (view) => show(view.webview, context.extensionUri),
    }),
    vscode.languages.registerHoverProvider("markdown", {
      provideHover: (document, position) =>
        new vscode.Hover(`probe: line ${position.line + 1} of ${document.lineCount}`),
    }),
  );
  return { greeting };
}

function show(webview: vscode.Webview, folder: vscode.Uri): void {
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  const icon = webview.asWebviewUri(vscode.Uri.joinPath(folder, "icon.svg")).toString();
  webview.html = `<!doctype html>
    <meta http-equiv="Content-Security-Policy"
      content="default-src 'none'; img-src ${webview.cspSource}; script-src 'nonce-probe'; style-src 'nonce-probe'">
    <style nonce="probe">img { width: 16px } p { color: var(--vscode-foreground) }</style>
    <p dir="auto">${greeting}</p>
    <p dir="rtl">קיבולת הסוללה היא 40 קוט״ש (ראו README.md).</p>
    <img src="${icon}" alt="icon"> <button>Echo</button> <output>nothing yet</output>
    <script nonce="probe">
      const editor = acquireVsCodeApi();
      document.querySelector("button").addEventListener("click", () => editor.postMessage("ping"));
      addEventListener("message", (event) => { document.querySelector("output").textContent = event.data; });
    </script>`;
  webview.onDidReceiveMessage((message) => void webview.postMessage(`echo: ${String(message)}`));
}
