import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, type TestContext } from "node:test";
import { openStore, type OpenStore, type StoreOptions } from "./openStore.ts";

const root = mkdtempSync(join(tmpdir(), "ask-docs-store-"));
// After all tests, because a test's own hooks run in the order they were given: its stores would still be open.
after(() => rmSync(root, { recursive: true, force: true }));

/** A new folder, removed when the tests of the file have ended. */
export const temporaryFolder = (): string => mkdtempSync(join(root, "folder-"));

/** Opens a store that must open, and closes it after the test. */
export const openForTest = (test: TestContext, options: StoreOptions): OpenStore => {
  const opened = openStore(options);
  assert.ok(opened.ok, opened.ok ? "" : opened.failure.message);
  test.after(() => opened.value.close());
  return opened.value;
};

/**
 * Another process that opens a store as `store` and runs `script`. `said` waits for its first line; it is killed after
 * the test.
 */
export const startChild = (
  test: TestContext,
  options: StoreOptions,
  script: string,
  identity: { readonly uid?: number } = {},
): { readonly process: ChildProcess; readonly said: Promise<string>; readonly ended: Promise<void> } => {
  const source = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href);
  const program = `
    const { openStore } = await import(${source("./openStore.ts")});
    const { sampleFile, samplePassage } = await import(${source("./testSamples.ts")});
    const opened = openStore(${JSON.stringify(options)});
    const say = (line) => process.stdout.write(line + "\\n");
    const store = opened.value;
    ${script}`;
  const child = spawn(process.execPath, [...process.execArgv.filter(isLoading), "--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
    ...identity,
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  test.after(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  const said = new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (more: string) => {
      text += more;
      const end = text.indexOf("\n");
      if (end >= 0) resolve(text.slice(0, end));
    });
    child.once("exit", () => reject(new Error(`the child ended having said: ${text}`)));
  });
  return { process: child, said, ended };
};

const isLoading = (flag: string): boolean => flag.startsWith("--experimental-strip-types");
