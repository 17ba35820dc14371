import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import loadWabt from "wabt";
import { dotKernel } from "./dotKernel.ts";

test("the kernel's bytes are those of its source", async () => {
  const source = readFileSync(new URL("dotKernel.wat", import.meta.url), "utf8");
  const wabt = await loadWabt();
  const compiled = wabt.parseWat("dotKernel.wat", source, { simd: true }).toBinary({}).buffer;
  assert.equal(Buffer.from(dotKernel()).toString("hex"), Buffer.from(compiled).toString("hex"));
});
