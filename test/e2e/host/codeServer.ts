import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runProgram } from "./command.ts";
import type { CodeServerInstall } from "./install.ts";
import { endGroup, killGroup } from "./processGroup.ts";
import { editorSettings, type Settings, type Trust } from "./settings.ts";

/** Milliseconds until a server that does not answer counts as failed. */
const startLimit = 30_000;

export interface CodeServerOptions {
  /** On top of quiet defaults. */
  readonly settings?: Settings;
  /** "trusted" unless said otherwise. */
  readonly trust?: Trust;
  /** Keeps everything the server writes. A folder under the system's temporary one, removed at the end, unless given. */
  readonly home?: string;
  /** A free port unless given. */
  readonly port?: number;
  /** Added to the environment of the server and so of the extension host. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Options of Node for the server; the extension host, which gets no NODE_OPTIONS, inherits them. */
  readonly nodeOptions?: readonly string[];
}

/** A running VS Code that a browser on this machine can open. */
export interface CodeServer {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** `127.0.0.1:PORT`. */
  readonly authority: string;
  readonly userData: string;
  /** Replaces the settings file; an open window follows within a second. */
  writeSettings(settings: Settings, trust?: Trust): Promise<void>;
  /** Installs a packaged extension; windows opened from then on have it. */
  installExtension(vsix: string): Promise<void>;
  /** What the server printed so far. */
  log(): Promise<string>;
  /** Ends the server with everything it started, and removes its temporary folder. */
  stop(): Promise<void>;
}

/** Starts code-server on the loopback address, for this machine alone, and waits until it answers. */
export async function startCodeServer(
  install: CodeServerInstall,
  options: CodeServerOptions = {},
): Promise<CodeServer> {
  // A short path, because the server puts a Unix socket, whose path must stay under 108 bytes, inside.
  const home = options.home ?? (await mkdtemp(path.join(os.tmpdir(), "vscode-host-")));
  const userData = path.join(home, "data");
  const extensions = path.join(home, "extensions");
  const logFile = path.join(home, "server.log");
  for (const layer of settingsLayers) await mkdir(path.join(userData, layer), { recursive: true });
  await mkdir(extensions, { recursive: true });

  const writeSettings = async (settings: Settings, trust: Trust = "trusted"): Promise<void> => {
    const text = JSON.stringify(editorSettings(trust, settings), null, 2);
    for (const layer of settingsLayers) await writeFile(path.join(userData, layer, "settings.json"), text);
  };
  await writeSettings(options.settings ?? {}, options.trust);

  const authority = `127.0.0.1:${options.port ?? (await freePort())}`;
  const folders = [
    "--config",
    path.join(home, "config.yaml"),
    "--user-data-dir",
    userData,
    "--extensions-dir",
    extensions,
  ];
  const env = { ...cleanEnvironment(home), ...options.environment };
  const log = openSync(logFile, "w");
  const program = [...(options.nodeOptions ?? []), install.entry];
  const server = spawn(install.node, [...program, ...folders, ...serverFlags, "--bind-addr", authority], {
    env,
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const leader = server.pid;
  if (leader === undefined) throw new Error(`code-server could not be started with ${install.node}.`);
  const atExit = (): void => killGroup(leader);
  process.once("exit", atExit);

  const stop = async (): Promise<void> => {
    await endGroup(leader);
    process.off("exit", atExit);
    if (options.home === undefined) await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    await untilAnswering(`http://${authority}/healthz`, server);
  } catch (error) {
    const printed = await readFile(logFile, "utf8");
    await stop();
    throw new Error(`code-server did not start; it printed:\n${printed}`, { cause: error });
  }
  return {
    origin: `http://${authority}`,
    authority,
    userData,
    writeSettings,
    log: () => readFile(logFile, "utf8"),
    stop,
    async installExtension(vsix) {
      const { code, output } = await runProgram(install.node, [...program, ...folders, "--install-extension", vsix], {
        env,
      });
      if (code !== 0) throw new Error(`${vsix} could not be installed: ${output}`);
    },
  };
}

/**
 * The same settings are written twice: a window reads the user's when it opens but does not see them change on disk; it
 * does see the machine's change, but takes no settings of application scope, such as workspace trust, from there.
 */
const settingsLayers = ["User", "Machine"];

const serverFlags = [
  ...["--auth", "none"],
  "--disable-telemetry",
  "--disable-update-check",
  "--disable-getting-started-override",
  "--disable-proxy",
  // Seconds that the extension host of a closed window lives on; three hours by default.
  ...["--reconnection-grace-time", "1"],
];

/** Without the variables by which an editor, in whose terminal this may run, would steer the editor under test. */
function cleanEnvironment(home: string): NodeJS.ProcessEnv {
  const steering = /^(VSCODE_|ELECTRON_|CODE_SERVER_|npm_)|^(NODE_OPTIONS|NODE_TEST_CONTEXT|PORT|PASSWORD)$/;
  const kept = Object.entries(process.env).filter(([name]) => !steering.test(name));
  // code-server writes to the user's own data folder whatever its flags say.
  const places = { XDG_DATA_HOME: home, XDG_CONFIG_HOME: home, XDG_RUNTIME_DIR: home };
  // An empty gallery, so that no window asks the extension market for anything.
  return { ...Object.fromEntries(kept), ...places, EXTENSIONS_GALLERY: "{}" };
}

async function untilAnswering(url: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + startLimit;
  while (Date.now() < deadline && server.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok === true) return;
    await sleep(50);
  }
  throw new Error(server.exitCode === null ? "no answer in time" : `exit code ${server.exitCode}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
