import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { createSystemClock } from "../adapters/systemClock.ts";
import { createBacklogGate } from "./backlogGate.ts";

function gateOn(onBattery: boolean) {
  let looks = 0;
  const power = {
    onBattery: () => {
      looks += 1;
      return Promise.resolve(onBattery);
    },
  };
  const gate = createBacklogGate({ power, clock: createSystemClock(), onChange: () => undefined });
  return { gate, looks: () => looks };
}

const isOpen = async (passing: Promise<void>): Promise<boolean> =>
  Promise.race([passing.then(() => true), sleep(20, false)]);

test("questions, typing, a pause and the battery hold the backlog back, each until it is over", async () => {
  const { gate } = gateOn(false);
  assert.ok(await isOpen(gate.pass()));
  const [first, second] = [gate.question(), gate.question()];
  const passing = gate.pass();
  first();
  first();
  assert.equal(gate.reason(), "busy");
  assert.ok(!(await isOpen(passing)));
  second();
  assert.ok(await isOpen(passing));

  gate.setPaused(true);
  const paused = gate.pass();
  assert.equal(gate.reason(), "paused");
  assert.ok(!(await isOpen(paused)));
  gate.setPaused(false);
  assert.ok(await isOpen(paused));

  gate.typed();
  const typing = gate.pass();
  assert.equal(gate.reason(), "busy");
  assert.ok(!(await isOpen(typing)));
  await sleep(2050);
  assert.ok(await isOpen(typing));
});

test("on battery nothing passes unless it is allowed; the power supply is looked at once a minute", async () => {
  const { gate, looks } = gateOn(true);
  const passing = gate.pass();
  assert.ok(!(await isOpen(passing)));
  assert.equal(gate.reason(), "battery");
  await isOpen(gate.pass());
  assert.equal(looks(), 1);
  gate.allowBattery(true);
  assert.ok(await isOpen(passing));
  gate.allowBattery(false);
  const stop = new AbortController();
  const stopped = gate.pass(stop.signal);
  stop.abort();
  assert.ok(await isOpen(stopped));
  const closing = gate.pass();
  gate.close();
  assert.ok(await isOpen(closing));
});
