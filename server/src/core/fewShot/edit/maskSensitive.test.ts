import assert from "node:assert/strict";
import { test } from "node:test";
import { createSensitiveFinder } from "../../../adapters/sensitive/findSensitive.ts";
import { findSensitiveFields } from "../diagnose/sensitiveFields.ts";
import { parseShots } from "../document/parseShots.ts";
import { maskDemonstration, maskText } from "./maskSensitive.ts";
import { applyEdits } from "./textEdit.ts";

const findSensitive = createSensitiveFinder();
const masked = (text: string, language = "en"): Promise<string> => maskText(text, language, findSensitive);

test("what is found is masked alone, the words around it stand", async () => {
  assert.equal(await masked("Nothing to see here."), "Nothing to see here.");
  assert.equal(
    await masked("Write to nino@lanternfold.org, or call +1 415 555 2671 today."),
    "Write to [email], or call [phone] today.",
  );
  assert.equal(await masked("(mail: a.b@c-d.com)"), "(mail: [email])");
  assert.equal(await masked("Two: a@b.org\nand c@d.org."), "Two: [email]\nand [email].");
  assert.equal(await masked("Pay by 4111 1111 1111 1111 now"), "Pay by [card-number] now");
  assert.equal(await masked("Set password = Tr0ub4dor3xyz and go"), "Set [secret] and go");
});

test("Hebrew words around it stand too", async () => {
  assert.equal(await masked("כתבו אל noa@example.co.il בשאלות.", "he"), "כתבו אל [email] בשאלות.");
});

test("masking a demonstration takes its flags off, and leaves the others alone", async () => {
  const line = "@ a.md 0-9 sha256:0123456789abcdef lang:en";
  const top = "---\nshots: 1\n---\n";
  const text = `${top}=== a\n${line} flag:email flag:phone\nq: Who?\na:\n| Ask a@b.org\n| or +1 415 555 2671\n=== b\n${line} flag:email\nq: c@d.org\na: x\n`;
  const parsed = parseShots(text);
  const sensitive = await findSensitiveFields(parsed, { findSensitive, pause: async () => undefined });
  assert.deepEqual(sensitive, [
    { demonstration: 0, field: 1, kinds: ["email", "phone"] },
    { demonstration: 1, field: 0, kinds: ["email"] },
  ]);
  const changed = applyEdits(text, await maskDemonstration(parsed, 0, sensitive, findSensitive));
  assert.equal(
    changed,
    `${top}=== a\n${line}\nq: Who?\na:\n| Ask [email]\n| or [phone]\n=== b\n${line} flag:email\nq: c@d.org\na: x\n`,
  );
});
