import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openStore } from "../../../server/src/adapters/sqlite/openStore.ts";
import { askDocs, askDocsJson, temporaryFolder } from "../commandLine.ts";

const why = "The model's process ended 3 times on this text (signal SIGSEGV).";

test("a text that was set aside is named by index, status, why and the doctor until it is edited", async (t) => {
  const work = temporaryFolder(t);
  const folder = join(work, "docs");
  mkdirSync(folder);
  writeFileSync(join(folder, "ferry.md"), "# Ferry\n\nThe ferry leaves the pier at 07:40.\n");
  writeFileSync(join(folder, "tram.md"), "# Tram\n\nThe deadly tram runs every nine minutes.\n");
  const indexDir = join(work, "index");
  const where = ["--folder", folder, "--index-dir", indexDir];
  await askDocs("search", "ferry", ...where, "--vectors", "none");
  const { model } = (await askDocsJson("status", ...where)).value as { readonly model: string };

  // As if the model's process had ended on it three times; no real text is known that does so.
  const store = openStore({ indexDir });
  assert.ok(store.ok);
  const tram = store.value.files().find(({ path }) => path === "tram.md");
  const keys = [...store.value.load()].filter(({ fileId }) => fileId === tram?.id).flatMap(({ passages }) => passages);
  assert.equal(keys.length, 1);
  store.value.vectors.addSetAside(
    model,
    keys.map(({ vectorKey }) => [vectorKey, why]),
  );
  store.value.close();

  const listed = `Lines 3 to 3 have no vector. ${why}`;
  const indexed = (await askDocsJson("index", ...where)).value;
  assert.deepEqual([indexed["embedded"], indexed["failed"]], [1, [{ path: "tram.md", reason: listed }]]);
  const status = await askDocsJson("status", ...where);
  assert.deepEqual([status.value["state"], status.value["lastError"]], ["partial", `tram.md: ${listed}`]);
  assert.ok(status.stderr.includes(listed), status.stderr);
  const reason = (await askDocsJson("why", "tram.md", ...where)).value["reason"] as string;
  assert.ok(reason.endsWith(listed), reason);
  // A report for everyone: what it is, and not where.
  const doctor = (await askDocs("doctor", ...where)).stdout;
  assert.match(doctor, /ended 3 times on this text/u);
  assert.ok(!doctor.includes("tram.md"), doctor);

  writeFileSync(join(folder, "tram.md"), "# Tram\n\nThe tram runs every nine minutes.\n");
  const again = (await askDocsJson("index", ...where)).value;
  assert.deepEqual([again["embedded"], again["failed"]], [1, []]);
});
