import type { CodeServer, CodeServerOptions } from "./codeServer.ts";
import type { WindowOptions, Workbench } from "./workbench.ts";

/** What a scenario works with. Everything it opens or makes is closed and removed after it. */
export interface ScenarioContext {
  /** Aborted when the scenario's time is over. */
  readonly signal: AbortSignal;
  /** Starts another server; only for a packaged extension, an environment, or storage that outlives a server. */
  startServer(options?: CodeServerOptions): Promise<CodeServer>;
  /** Opens a window in the scenario's own server, which is started with the first one, or in the one given. */
  openWorkbench(options: WindowOptions, server?: CodeServer): Promise<Workbench>;
  /** Makes a folder under the temporary one with these files, by relative path, and returns it. */
  makeFolder(files: Readonly<Record<string, string>>): Promise<string>;
}

/** One story told through the real editor. It fails by throwing, by taking too long, or by problems in its windows. */
export interface Scenario {
  /** Names the scenario on the command line, its log and its screenshots: lower case with hyphens. */
  readonly name: string;
  /** Run by `npm run test:long` alone. */
  readonly isLong?: boolean;
  /** Milliseconds; 120,000 unless given. */
  readonly limit?: number;
  /** Problems that are part of the story; any other fails the scenario. */
  readonly expectedProblems?: readonly RegExp[];
  run(context: ScenarioContext): Promise<void>;
}
