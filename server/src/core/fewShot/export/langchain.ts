import { chatInput } from "./chat.ts";
import type { Exported, ExportSource } from "./exported.ts";
import { pythonList, pythonNames, pythonProvenance, pythonString } from "./python.ts";

/**
 * LangChain: a chat prompt with the demonstrations as turns. Their texts, and the task, are values and never templates,
 * so that braces in them stand for themselves.
 */
export function exportLangchain({ task, given, output, examples }: ExportSource): Exported {
  const names = pythonNames([...given, output]);
  const [inputs, answer = ""] = [names.slice(0, -1), names.at(-1)];
  const shown = examples.map((example) => {
    const values = [...example.given.map(({ value }) => value), example.output];
    return `{${names.map((name, at) => `${pythonString(name)}: ${pythonString(values[at] ?? "")}`).join(", ")}}`;
  });
  const human = pythonString(chatInput(inputs, (name) => `{${name}}`));
  return {
    text: `${[
      ...(task === undefined ? [] : ["from langchain_core.messages import SystemMessage"]),
      "from langchain_core.prompts import ChatPromptTemplate, FewShotChatMessagePromptTemplate",
      "",
      `DEMONSTRATIONS = ${pythonList(shown)}`,
      "",
      pythonProvenance(examples),
      "",
      "few_shot = FewShotChatMessagePromptTemplate(",
      `    example_prompt=ChatPromptTemplate.from_messages([("human", ${human}), ("ai", ${pythonString(`{${answer}}`)})]),`,
      "    examples=DEMONSTRATIONS,",
      ")",
      "prompt = ChatPromptTemplate.from_messages(",
      `    ${pythonList([
        ...(task === undefined ? [] : [`SystemMessage(content=${pythonString(task)})`]),
        "few_shot",
        `("human", ${human})`,
      ]).replaceAll("\n", "\n    ")}`,
      ")",
    ].join("\n")}\n`,
    notes: [],
  };
}
