import assert from "node:assert/strict";
import { test } from "node:test";
import { explainNpmFailure, explainOldNode, isAtLeast, isUnreachable } from "./messages.mjs";

const failed = (output: string) => explainNpmFailure({ exitCode: 1, output });

test("an absent npm is named", () => {
  assert.match(explainNpmFailure({ exitCode: null, spawnCode: "ENOENT", output: "" }), /^npm was not found: install/);
});

test("a missing file inside an install is not taken for an absent npm", () => {
  assert.doesNotMatch(failed("npm error code ENOENT\nnpm error path /x/package.json"), /npm was not found/);
});

for (const code of ["ENOTFOUND", "ECONNREFUSED", "EAI_AGAIN", "ETIMEDOUT", "ECONNRESET"]) {
  test(`${code} says that the registry could not be reached, in one line`, () => {
    const message = failed(
      `npm error code ${code}\nnpm error errno ${code}\nnpm error network request to somewhere failed`,
    );
    assert.match(message, new RegExp(`registry could not be reached \\(${code}\\)`));
    assert.equal(message.includes("\n"), false);
  });
}

test("only a failure of the network says that the registry does not answer", () => {
  assert.equal(isUnreachable({ exitCode: 1, output: "npm error code ENOTFOUND" }), true);
  assert.equal(isUnreachable({ exitCode: 1, output: "npm error code E404" }), false);
  assert.equal(isUnreachable({ exitCode: 0, output: "retried after ECONNRESET" }), false);
});

test("a full disk is named even when the network is blamed too", () => {
  assert.match(failed("npm error ECONNRESET\nnpm error code ENOSPC\nnpm error nospc"), /^The disk is full/);
});

test("a certificate that is not accepted names the setting", () => {
  assert.match(failed("npm error code SELF_SIGNED_CERT_IN_CHAIN"), /NODE_EXTRA_CA_CERTS/);
});

test("a folder that cannot be written to, a refused package and files out of step have sentences of their own", () => {
  assert.match(failed("npm error code EACCES"), /could not write to node_modules \(EACCES\)/);
  assert.match(failed("npm error code E404"), /refused a package \(E404\)/);
  assert.match(failed("npm error code EUSAGE\n`npm ci` can only install when they are in sync."), /do not agree/);
});

test("an unknown failure gives the exit code and npm's last 15 lines", () => {
  const lines = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`);
  const message = explainNpmFailure({ exitCode: 7, output: `${lines.join("\n")}\n` });
  assert.match(message, /exit code 7/);
  assert.deepEqual(message.split("\n").slice(1), lines.slice(-15));
});

test("versions are compared by number, part by part", () => {
  assert.equal(isAtLeast("22.18.0", "22.18.0"), true);
  assert.equal(isAtLeast("24.0.0", "22.18.0"), true);
  assert.equal(isAtLeast("22.9.1", "22.18.0"), false);
  assert.equal(isAtLeast("23.0.0-nightly20240101", "22.18.0"), true);
});

test("only a Node before 20 is refused", () => {
  assert.match(explainOldNode("18.20.4") ?? "", /Node\.js 20 or newer is needed, and this is 18\.20\.4/);
  assert.equal(explainOldNode("20.0.0"), undefined);
});
