import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import type { Metafile } from "esbuild";
import { bundledFolders, licenceProblems, readPackage, renderLicences } from "./licences.ts";

async function makePackage(t: TestContext, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "ask-docs-licences-"));
  t.after(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

const packageOf = (licence: string, text: string | undefined = "text") => ({
  name: "a",
  version: "1.0.0",
  licence,
  text,
});

test("permissive licences pass, also as one choice of several", () => {
  for (const licence of ["MIT", "Apache-2.0", "BSD-3-Clause", "ISC", "(MPL-2.0 OR Apache-2.0)", "MIT AND ISC"]) {
    assert.deepEqual(licenceProblems([packageOf(licence)]), [], licence);
  }
});

test("any other licence, and a permissive one without its text, is a problem that names the package", () => {
  for (const licence of ["GPL-3.0", "MPL-2.0", "MIT AND GPL-3.0", "SEE LICENSE IN x", "none stated", ""]) {
    assert.match(licenceProblems([packageOf(licence)])[0] ?? "", /^a 1\.0\.0 is under "/, licence);
  }
  assert.match(licenceProblems([{ ...packageOf("MIT"), text: undefined }])[0] ?? "", /^a 1\.0\.0 comes without/);
});

test("licence and notice of a package are read word for word", async (t) => {
  const folder = await makePackage(t, {
    "package.json": JSON.stringify({ name: "a", version: "2.0.0", license: "Apache-2.0" }),
    "LICENSE.md": "licence\n",
    NOTICE: "notice\n",
    "licenser.js": "code",
  });
  assert.deepEqual(readPackage(folder), {
    name: "a",
    version: "2.0.0",
    licence: "Apache-2.0",
    text: "licence\n\nnotice",
  });
});

test("what a package's published files hold of others is told after its own licence", () => {
  const { licence, text = "" } = readPackage(
    join(import.meta.dirname, "../../node_modules/@modelcontextprotocol/server"),
  );
  assert.equal(licence, "Apache-2.0");
  assert.match(text, /Apache License[^]*\najv 8\.[^]*Copyright \(c\) 2015-2021 Evgeny Poberezkin/);
});

test("a package that states no licence and has no text says so", async (t) => {
  const folder = await makePackage(t, { "package.json": JSON.stringify({ name: "a", version: "1.0.0" }) });
  await mkdir(join(folder, "docs"));
  assert.deepEqual(readPackage(folder), { name: "a", version: "1.0.0", licence: "none stated", text: undefined });
});

test("bundled packages are those with bytes in a bundle, nested and scoped ones too, and those inside them", () => {
  const inputs = Object.fromEntries(
    [
      "server/src/main.ts",
      "node_modules/zod/index.js",
      "node_modules/a/node_modules/@b/c/dist/index.js",
      "node_modules/@xenova/transformers/dist/transformers.node.mjs",
    ].map((path) => [path, { bytesInOutput: 1 }]),
  );
  const output = {
    bytes: 1,
    imports: [],
    exports: [],
    inputs: { ...inputs, "node_modules/shaken/out.js": { bytesInOutput: 0 } },
  };
  const metafile: Metafile = { inputs: {}, outputs: { "dist/server.js": output } };
  assert.deepEqual(bundledFolders([metafile]), [
    "node_modules/@huggingface/jinja",
    "node_modules/@huggingface/tokenizers",
    "node_modules/@xenova/transformers",
    "node_modules/a/node_modules/@b/c",
    "node_modules/onnxruntime-common",
    "node_modules/onnxruntime-web",
    "node_modules/zod",
  ]);
});

test("the file of licences holds every package once, by name", () => {
  const rendered = renderLicences([{ ...packageOf("MIT"), name: "b" }, packageOf("ISC")]);
  assert.match(
    rendered,
    /^Ask Docs contains[^]*\na 1\.0\.0 \(ISC\)\n=+\n\ntext\n[^]*\nb 1\.0\.0 \(MIT\)\n=+\n\ntext\n$/,
  );
});
