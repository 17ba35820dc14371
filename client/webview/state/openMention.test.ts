import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { openMentionAt, withoutStretch } from "./openMention.ts";

const typedIn = (text: string): string | undefined => {
  const open = openMentionAt(text, text.length);
  return open && `${open.of === "places" ? "@" : "#"}${open.typed}`;
};

test("a mention is open after a sign that begins a word", () => {
  const open = [
    "@",
    "How @tra",
    "@travel pol",
    "(@a",
    "שאלה @מדיניות הח",
    "line\n@a",
    "“#hot",
    "#a",
    "a #b c",
    "@a @b",
  ];
  assert.deepEqual(open.map(typedIn), [
    "@",
    "@tra",
    "@travel pol",
    "@a",
    "@מדיניות הח",
    "@a",
    "#hot",
    "#a",
    "#b c",
    "@b",
  ]);
});

test("signs within words, numbers, finished words and other lines are no mentions", () => {
  const others = [
    "me@home",
    "C#",
    "#5",
    "#5 how",
    "@ a",
    "# Heading",
    "@a?",
    "@a  b",
    "@a\nb",
    "a",
    "",
    `@${"a".repeat(90)}`,
  ];
  assert.deepEqual(
    others.map(typedIn),
    others.map(() => undefined),
  );
  assert.equal(openMentionAt("@tra vel", 4)?.typed, "tra");
});

test("what is typed of a mention leaves no double space, and the rest as it was", () => {
  const without = (before: string, mention: string, after: string) =>
    withoutStretch(before + mention + after, { start: before.length, end: before.length + mention.length });
  assert.deepEqual(without("How ", "@tra", " is it?"), { text: "How is it?", cursor: 4 });
  assert.deepEqual(without("", "@tra", " is it?"), { text: "is it?", cursor: 0 });
  assert.deepEqual(without("(", "@tra", ")"), { text: "()", cursor: 1 });
  assert.deepEqual(without("a\n", "@tra", "\nb"), { text: "a\n\nb", cursor: 2 });
});

test("an open mention is a stretch of its text that ends at the cursor", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("@", "#", " ", "a", "5", "\n", "ש", "?"), maxLength: 200 }),
      fc.nat(),
      (text, at) => {
        const cursor = at % (text.length + 1);
        const open = openMentionAt(text, cursor);
        if (open === undefined) return;
        assert.equal(text.slice(open.start + 1, open.end), open.typed);
        assert.equal(open.end, cursor);
        assert.equal(text[open.start], open.of === "places" ? "@" : "#");
        assert.ok(open.start === 0 || /\s/.test(text[open.start - 1] ?? ""));
      },
    ),
  );
});
