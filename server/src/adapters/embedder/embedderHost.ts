import type { Runtime } from "./messages.ts";
import { checkNode } from "./nodeProgram.ts";
import { createRuntimeLadder, type RuntimeChoice, type RuntimeLadder, type RuntimeSetting } from "./runtimeLadder.ts";
import { createRuntimeMemory, noRuntimeMemory } from "./runtimeMemory.ts";

/** What a person can choose. `node`: full path of a Node.js that is to run the process, or empty. */
export interface EmbedderSettings {
  readonly runtime: RuntimeSetting;
  readonly node: string;
}

/** How the next process is to be run. */
export interface ProcessPlan extends RuntimeChoice {
  readonly execPath: string;
  /** Whether all known texts are tried first: where the native build is not at home, and where it has been given up. */
  readonly canary: boolean;
}

/** What runs the model, for people who look into it. */
export interface RuntimeDescription {
  readonly runtime: Runtime;
  /** Why this build, in a sentence. */
  readonly reason: string;
  /** Crashes of the native build that count, now or remembered. */
  readonly crashes: number;
  /** The program that hosts the process: its path and what it is, such as "Node.js 24.21.0". */
  readonly node: { readonly path: string; readonly version: string };
  /** What is wrong with the Node.js that was chosen, in a sentence. */
  readonly problem?: string;
}

/** What {@link createEmbedderHost} needs. */
export interface EmbedderHostParts {
  readonly settings: EmbedderSettings;
  /** The program to run where no other is chosen; the one that runs this process when not given. */
  readonly execPath?: string | undefined;
  /** Whether that program is Electron. */
  readonly underElectron: boolean;
  /** JSON file for crashes of the native build; without it they are forgotten at the end. */
  readonly memoryFile?: string | undefined;
  /** Of editor and extension: crashes of another version are forgotten. */
  readonly version: string;
  readonly model: string;
  /** Told what people should know: a chosen Node.js that cannot be used, and that WebAssembly takes over. */
  readonly warn: (message: string) => void;
}

/** Decides about program and runtime of the embedder's processes. */
export interface EmbedderHost {
  plan(): Promise<ProcessPlan>;
  /** A process has crashed, or was unfit; `texts` are the ids of those it had. */
  crashed(runtime: Runtime, how: string, texts: readonly number[]): void;
  /** These texts have ended every process they were given to. */
  acquit(texts: readonly number[]): void;
  describe(): Promise<RuntimeDescription>;
}

/** A host for given settings; nothing is read or run before the first plan. */
export const createEmbedderHost = (parts: EmbedderHostParts): EmbedderHost => {
  const { settings, warn } = parts;
  let ladder: RuntimeLadder | undefined;
  let prepared: Promise<Prepared> | undefined;

  const prepare = async (): Promise<Prepared> => {
    const program = await chooseProgram(parts);
    if (program.problem !== undefined) warn(program.problem);
    const version = `${parts.version}, ${program.version}`;
    const memory =
      parts.memoryFile === undefined ? noRuntimeMemory : createRuntimeMemory(parts.memoryFile, version, parts.model);
    ladder = createRuntimeLadder({ setting: settings.runtime, memory, now: Date.now });
    return { program, ladder };
  };
  const ready = (): Promise<Prepared> => (prepared ??= prepare());

  return {
    plan: async () => {
      const { program, ladder } = await ready();
      const choice = ladder.choose();
      return { ...choice, execPath: program.path, canary: program.isElectron || choice.runtime === "wasm" };
    },
    crashed: (runtime, how, texts) => {
      if (runtime !== "native" || ladder === undefined) return;
      ladder.nativeCrashed(how, texts);
      const { runtime: next, reason } = ladder.choose();
      if (next === "wasm") warn(reason);
    },
    acquit: (texts) => ladder?.acquit(texts),
    describe: async () => {
      const { program, ladder } = await ready();
      const { path, version, problem } = program;
      const described = { ...ladder.choose(), crashes: ladder.crashes(), node: { path, version } };
      return problem === undefined ? described : { ...described, problem };
    },
  };
};

interface Program {
  readonly path: string;
  readonly version: string;
  readonly isElectron: boolean;
  readonly problem?: string;
}

interface Prepared {
  readonly program: Program;
  readonly ladder: RuntimeLadder;
}

const chooseProgram = async ({ settings, execPath, underElectron }: EmbedderHostParts): Promise<Program> => {
  const { node, electron = "" } = process.versions;
  const own: Program = {
    path: execPath ?? process.execPath,
    version: underElectron ? `Electron ${electron} (Node.js ${node})` : `Node.js ${node}`,
    isElectron: underElectron,
  };
  if (settings.node === "") return own;
  const checked = await checkNode(settings.node);
  if (!checked.ok) return { ...own, problem: checked.failure.message };
  return { path: settings.node, version: `Node.js ${checked.value}`, isElectron: false };
};
