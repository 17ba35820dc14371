import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { parseShots } from "../document/parseShots.ts";
import { serialiseShots } from "../document/serialiseShots.ts";
import type { ShotsDocument } from "../shotsDocument.ts";
import { exportSourceOf, type Exported } from "./exported.ts";
import { exportFormats, exportShots, type ExportFormat } from "./exportShots.ts";
import { documentOf, exported, hostileText, hostileDocument } from "../../../../../test/support/exportedShots.ts";

const frontMatter = /^---\n(?<yaml>[^]*?)\n---\n/u;

const message = z.strictObject({ role: z.enum(["system", "user", "assistant"]), content: z.string() });
const provenance = z.strictObject({ name: z.string().optional(), from: z.array(z.string()) });

/** Each format's reader: gives back what is given and what is answered, in order. */
const readers: Readonly<Partial<Record<ExportFormat, (file: Exported) => readonly (readonly [string, string])[]>>> = {
  chat({ text }) {
    const schema = z.strictObject({ messages: z.array(message), provenance: z.array(provenance) });
    return turnsOf(schema.parse(JSON.parse(text)).messages);
  },
  "openai-jsonl"({ text, beside }) {
    const rows = text.trimEnd().split("\n");
    assert.equal(beside?.text.trimEnd().split("\n").length, rows.length);
    return rows.flatMap((row) =>
      turnsOf(z.strictObject({ messages: z.array(message) }).parse(JSON.parse(row)).messages),
    );
  },
  promptfoo({ text }) {
    const config = z
      .strictObject({
        description: z.string(),
        prompts: z.tuple([z.strictObject({ label: z.string(), raw: z.string() })]),
        providers: z.array(z.string()).length(1),
        tests: z.array(
          z.strictObject({
            description: z.string().optional(),
            vars: z.strictObject({ text: z.string() }),
            assert: z.tuple([z.strictObject({ type: z.literal("equals"), value: z.string() })]),
            metadata: z.strictObject({ provenance: z.array(z.string()) }),
          }),
        ),
      })
      .parse(parseYaml(text));
    const turns = z.array(message).parse(JSON.parse(config.prompts[0].raw));
    assert.equal(turns.at(-1)?.content, "{{ text }}");
    const shown = turnsOf(turns.slice(0, -1).map(({ role, content }) => ({ role, content: nunjucks(content) })));
    const tests = config.tests.map((one) => [one.vars.text, nunjucks(one.assert[0].value)] as const);
    const isLookedUp = (text: string): boolean => text.includes("{{") || text.startsWith("file:");
    assert.deepEqual(
      tests,
      shown.filter(([given]) => !isLookedUp(given)),
    );
    return shown;
  },
  skill({ text }) {
    const examples = [...text.matchAll(/^text:\n\n(`{3,})text\n([^]*?)\n\1\n\nlabel:\n\n(`{3,})text\n([^]*?)\n\3$/gmu)];
    return examples.map(([, , given = "", , answer = ""]) => [given, answer]);
  },
};

function turnsOf(messages: readonly z.infer<typeof message>[]): readonly (readonly [string, string])[] {
  const turns = messages.filter(({ role }) => role !== "system");
  assert.ok(turns.every(({ role }, at) => role === (at % 2 === 0 ? "user" : "assistant")));
  return turns.flatMap(({ content }, at) => (at % 2 === 0 ? [[content, turns[at + 1]?.content ?? ""] as const] : []));
}

/** What Nunjucks makes of a text whose only tags give strings back; it takes the end of a comment for an error. */
function nunjucks(text: string): string {
  const pieces = text.split(/\{\{ "([{#]?)" \}\}/u);
  for (const [at, piece] of pieces.entries()) if (at % 2 === 0) assert.doesNotMatch(piece, /\{[{%#]|#\}/u);
  assert.doesNotMatch(text, /^file:/u);
  return pieces.join("");
}

/** What VS Code makes of a snippet's body: literals, with each tab stop shown as its text between guillemets. */
function snippetText(body: string): string {
  let text = "";
  for (let at = 0; at < body.length; at += 1) {
    const stop = /^(?:\$\{\d+:((?:\\.|[^}\\])*)\}|\$0)/u.exec(body.slice(at));
    if (stop !== null) {
      text += `«${stop[1]?.replaceAll(/\\([\\$}])/gu, "$1") ?? ""}»`;
      at += stop[0].length - 1;
    } else {
      assert.notEqual(body[at], "$");
      if (body[at] === "\\" && /[\\$}]/u.test(body[at + 1] ?? "")) at += 1;
      text += body[at] ?? "";
    }
  }
  return text;
}

test("every format gives any text back as it was", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(hostileText, hostileText), { minLength: 1, maxLength: 4 }), (rows) => {
      for (const [format, read] of Object.entries(readers))
        assert.deepEqual(read(exported(documentOf(rows), format as ExportFormat)), rows, format);
    }),
    { numRuns: 200 },
  );
});

test("a snippet becomes the prompt that is sent, with its places where the input's fields are", () => {
  const templates = ["completion", "xml", "json", { demonstration: "{{}}$1 {text}\\ -> {label}" }] as const;
  fc.assert(
    fc.property(hostileText, fc.constantFrom(...templates), (text, template) => {
      const { demonstrations, frontMatter: front } = documentOf([[text, "a"]]);
      const document: ShotsDocument = { demonstrations, frontMatter: { ...front, template } };
      const { body } = snippetOf(exported(document, "snippet"));
      const whole = snippetText(body.join("\n"));
      const prompt = exported(document, "text").text.slice(0, -1);
      assert.equal(whole.slice(0, prompt.length), prompt);
      assert.match(whole.slice(prompt.length), /«text»[^«]*«»$/u);
    }),
  );
});

const snippetOf = ({ text }: Exported) =>
  z
    .record(
      z.string(),
      z.strictObject({ prefix: z.string().min(1), body: z.array(z.string()), description: z.string() }),
    )
    .transform((file) => Object.values(file)[0] ?? assert.fail())
    .parse(JSON.parse(text));

test("a prompt file and a skill have front matter as their formats want it", () => {
  const prompt = exported(hostileDocument, "prompt-md");
  const head = z
    .strictObject({ description: z.string(), agent: z.literal("ask") })
    .parse(parseYaml(frontMatter.exec(prompt.text)?.groups?.["yaml"] ?? ""));
  assert.equal(head.description, "Say “what” <kind> it is: {x} “${y}” ---");
  assert.match(prompt.text, /text: \$\{input:text\}\nlabel:\n$/u);
  assert.ok(prompt.notes.some((note) => note.startsWith("Demonstration 1 holds ${")));
  const skill = z
    .strictObject({
      name: z
        .string()
        .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u)
        .max(64),
      description: z
        .string()
        .min(1)
        .max(1024)
        .regex(/^(?!.*---)[^<>]*$/u),
      metadata: z.record(z.string(), z.string()),
    })
    .parse(parseYaml(frontMatter.exec(exported(hostileDocument, "skill").text)?.groups?.["yaml"] ?? ""));
  assert.equal(skill.name, "my-mails-2");
});

test("every format tells where the words come from, and holds nothing invisible that reorders it", () => {
  for (const format of exportFormats) {
    const { text, beside } = exported(hostileDocument, format);
    const files = text + (beside?.text ?? "");
    assert.match(files, /my%20m(?:--|-%2D)ails\.md 4-9 sha256:9f2c4e07a1b85d36/u, format);
    assert.match(files, /%E2%80%AEפניות\.md/u, format);
    // Text that a model is sent stands as it is.
    if (!["text", "prompt-md", "skill"].includes(format)) assert.doesNotMatch(files, /[\u202a-\u202e]/u, format);
  }
});

test("demonstrations without the fields of most are left out, and an empty document gives nothing", () => {
  const text = "---\nshots: 1\n---\n=== a\ntext: x\nlabel: 1\n=== b\nlabel: 1\n=== c\ntext: y\nlabel: 2\n";
  const found = exportSourceOf(parseShots(text).document, "t");
  assert.deepEqual(found?.leftOut, [1]);
  assert.equal(found.source.examples.length, 2);
  assert.equal(exportSourceOf(parseShots("---\nshots: 1\n---\n").document, "t"), undefined);
  assert.equal(exportSourceOf(parseShots("---\nshots: 1\n---\n===\nlabel: 1\n").document, "t"), undefined);
});

test("what is exported is what the written document says", () => {
  for (const format of exportFormats) {
    const again = parseShots(serialiseShots(hostileDocument));
    assert.deepEqual(again.faults, []);
    const found = exportSourceOf(again.document, "my mails (2)") ?? assert.fail();
    assert.deepEqual(exportShots(found.source, format), exported(hostileDocument, format));
  }
});
