import assert from "node:assert/strict";
import { test } from "node:test";
import { createSensitiveFinder } from "./findSensitive.ts";

const findSensitive = createSensitiveFinder();
const flagsOf = async (text: string, language = "en"): Promise<readonly string[]> =>
  (await findSensitive([{ text, language }]))[0] ?? [];

// Put together here, so that no scanner takes this file for one with secrets.
const key = (...parts: readonly string[]): string => parts.join("");

const planted: readonly (readonly [flag: string, text: string, language?: string])[] = [
  ["secret", `Use ${key("AKIA", "Z7VRSQ5TJN2XMPLQ")} for the bucket`],
  ["secret", key("token gh", "p_wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx")],
  ["secret", key("xox", "b-123456789012-1234567890123-abcdefghijklmnopqrstuvwx")],
  ["secret", "postgres://user:passw0rd@host.com/db"],
  ["secret", key("-----BEGIN RSA PRI", "VATE KEY-----\nMIIE")],
  ["secret", "api_key: 9fK2mQ71xZpL0aB"],
  ["secret", "password = Tr0ub4dor3xyz"],
  ["email", "Write to nino.japaridze@lanternfold.org today"],
  ["email", "כתבו אל noa@example.co.il"],
  ["phone", "Call +1 415 555 2671"],
  ["phone", "020 7946 0958"],
  ["phone", "התקשרו 052-1234567", "he"],
  ["phone", "Звоните 8 (495) 123-45-67", "ru"],
  ["phone", "Appelez le 01 53 73 22 22", "fr"],
  ["card-number", "4111 1111 1111 1111"],
  ["card-number", "5500005555555559"],
  ["iban", "GB82 WEST 1234 5698 7654 32"],
  ["iban", "FR1420041010050500013M02606"],
  ["national-id", "ת.ז. 123456782", "he"],
  ["national-id", "NIR 2 95 10 99 126 111 93", "fr"],
  ["national-id", "ИНН 500100732259", "ru"],
  ["national-id", "СНИЛС 112-233-445 95", "ru"],
  ["national-id", "SSN 536-90-4399"],
  ["national-id", "DNI 54362315K", "es"],
];

for (const [flag, text, language] of planted)
  test(`${flag}: ${text.slice(0, 24)}`, async () => {
    assert.ok((await flagsOf(text, language)).includes(flag), (await flagsOf(text, language)).join());
  });

test("numbers whose control digits do not hold, and plain numbers, are not flagged", async () => {
  for (const text of [
    "4111 1111 1111 1112",
    "GB82 WEST 1234 5698 7654 33",
    "ת.ז. 123456783",
    "In 2019 we had 1,234,567 items, 35 days, 10:30–15:00, v2.3.1 and ERR_1042.",
    "The password is 12 characters long: see the policy.",
    "2025-03-11, 24 February 2025, £1,250.00, room 2.14, 192.168.0.1",
    "uuid f89f8514-cdd9-4602-9e1f-01a5b77d449b, account 617202126805, 80530636800 bytes, 123456782 rows",
    "SHA-256 9f2c4e07a1b85d36",
    "token: the string that the server returns",
  ])
    assert.deepEqual(await flagsOf(text), [], text);
});

test("each text has its own flags when many are looked at together", async () => {
  const texts = ["nothing", "a@b.org", "nothing", "password = Tr0ub4dor3xyz"].map((text) => ({ text, language: "en" }));
  assert.deepEqual(await findSensitive(texts), [[], ["email"], [], ["secret"]]);
});
