import { t } from "@vscode/l10n";
import { plural } from "../../../../../protocol/translate.ts";
import { yamlDocument, yamlText } from "../document/yamlText.ts";
import { chatInput, chatMessages } from "./chat.ts";
import type { Exported, ExportSource } from "./exported.ts";
import { jsonText } from "./jsonText.ts";
import { oneLine } from "./promptText.ts";

/**
 * A configuration of promptfoo: the prompt as chat messages, and the demonstrations themselves as tests. Prompts and
 * assertions go through Nunjucks there, so what would be a tag is written as one that gives it back.
 */
export function exportPromptfoo(source: ExportSource): Exported {
  const { title, task, given, examples, document } = source;
  const messages = [
    ...chatMessages(source).map(({ role, content }) => ({ role, content: literal(content) })),
    { role: "user", content: chatInput(given, (name) => `{{ ${variable(name, given)} }}`) },
  ];
  const { model } = document.frontMatter;
  // Variables are not rendered, but these are looked up.
  const isLookedUp = (value: string): boolean => looksLikeFile.test(value) || value.includes("{{");
  const tested = examples.filter(({ given: values }) => !values.some(({ value }) => isLookedUp(value)));
  const untested = examples.filter((example) => !tested.includes(example));
  const config = yamlDocument({
    description: oneLine(task ?? title, 200),
    prompts: [{ label: oneLine(title, 100), raw: jsonText(messages, 2) }],
    providers: [model === undefined ? "echo" : `openai:chat:${model}`],
    tests: tested.map(({ name, given: values, output, provenance }) => ({
      ...(name === undefined ? {} : { description: literal(name) }),
      vars: Object.fromEntries(values.map(({ name: field, value }) => [variable(field, given), value])),
      assert: [{ type: "equals", value: literal(output) }],
      metadata: { provenance },
    })),
  });
  config.commentBefore = [
    "The tests are the demonstrations themselves: they show that the prompt runs, not what it is worth.",
    "Put rows of your own in their place, and your model in that of the provider.",
    ...untested.flatMap(({ provenance }) => provenance.map((line) => `Demonstrated, but no test: ${line}`)),
  ]
    .map((line) => ` ${line}`)
    .join("\n");
  return {
    text: yamlText(config),
    notes:
      untested.length === 0
        ? []
        : [
            plural(
              t,
              untested.length,
              {
                one: "{0} demonstration is no test: promptfoo would look up what it holds ({{, or file: at the beginning).",
                other:
                  "{0} demonstrations are no tests: promptfoo would look up what they hold ({{, or file: at the beginning).",
              },
              untested.length,
            ),
          ],
  };
}

const looksLikeFile = /^(?:file|https?|package|exec|python):/u;

/** A text that Nunjucks gives back as it is, and that promptfoo does not take for the name of a file. */
const literal = (text: string): string =>
  text.replaceAll(/\{(?=[{%#])|#(?=\})/gu, '{{ "$&" }}').replace(looksLikeFile, '{{ "" }}$&');

/** A name that Nunjucks takes for a variable: the field's own, or by its place. */
const variable = (name: string, names: readonly string[]): string =>
  /^[A-Za-z_]\w*$/u.test(name) ? name : `field_${names.indexOf(name) + 1}`;
