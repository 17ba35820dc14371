import assert from "node:assert/strict";
import { test } from "node:test";
import { createRuntimeLadder, type RuntimeSetting } from "./runtimeLadder.ts";
import type { NativeCrash } from "./runtimeMemory.ts";

const hour = 3_600_000;

const create = (setting: RuntimeSetting = "auto", remembered: readonly NativeCrash[] = []) => {
  const clock = { now: 10 * hour };
  const state = { saved: remembered };
  const memory = {
    recall: () => state.saved,
    remember: (crashes: readonly NativeCrash[]) => void (state.saved = crashes),
  };
  return { ladder: createRuntimeLadder({ setting, memory, now: () => clock.now }), clock, state };
};

test("two crashes within an hour bring WebAssembly, two further apart do not", () => {
  const { ladder, clock, state } = create();
  ladder.nativeCrashed("signal SIGTRAP", []);
  clock.now += hour;
  ladder.nativeCrashed("signal SIGTRAP", []);
  assert.deepEqual([ladder.choose().runtime, ladder.crashes()], ["native", 1]);
  clock.now += hour - 1;
  ladder.nativeCrashed("signal SIGSEGV", []);
  assert.equal(ladder.choose().runtime, "wasm");
  assert.match(ladder.choose().reason, /2 times \(signal SIGTRAP; signal SIGSEGV\)/);
  clock.now += 100 * hour;
  assert.equal(ladder.choose().runtime, "wasm", "it stays so");
  assert.deepEqual(
    state.saved.map(({ how }) => how),
    ["signal SIGTRAP", "signal SIGSEGV"],
  );
});

test("what is remembered counts, however old", () => {
  const crash = { at: 0, how: "signal SIGTRAP" };
  assert.equal(create("auto", [crash, crash]).ladder.choose().runtime, "wasm");
  const { ladder } = create("auto", [{ at: 10 * hour - 1, how: "signal SIGTRAP" }]);
  assert.equal(ladder.choose().runtime, "native");
  ladder.nativeCrashed("signal SIGTRAP", []);
  assert.equal(ladder.choose().runtime, "wasm");
});

test("crashes that a deadly text was part of are taken back, also in the memory", () => {
  const { ladder, state } = create();
  ladder.nativeCrashed("signal SIGKILL", [1, 2, 3]);
  ladder.nativeCrashed("signal SIGKILL", [2]);
  ladder.acquit([9]);
  assert.equal(ladder.choose().runtime, "wasm");
  ladder.acquit([2]);
  assert.deepEqual([ladder.choose().runtime, ladder.crashes(), state.saved], ["native", 0, []]);
});

test("a setting stands whatever happens, and leaves the memory as it is", () => {
  const remembered = [{ at: 0, how: "signal SIGTRAP" }];
  for (const setting of ["native", "wasm"] as const) {
    const { ladder, state } = create(setting, remembered);
    for (let crash = 0; crash < 30; crash++) ladder.nativeCrashed("signal SIGKILL", []);
    assert.equal(ladder.choose().runtime, setting);
    assert.match(ladder.choose().reason, /askDocs\.embedder\.runtime/);
    assert.ok(ladder.crashes() <= 10);
    assert.equal(state.saved, remembered);
  }
});
