import type { Exported, ExportSource } from "./exported.ts";
import { pythonList, pythonNames, pythonProvenance, pythonString } from "./python.ts";

/** DSPy: a signature, the demonstrations as examples, and a predictor that is shown them. */
export function exportDspy({ document, task = "", given, output, examples }: ExportSource): Exported {
  const names = pythonNames([...given, output]);
  const [inputs, answer = ""] = [names.slice(0, -1), names.at(-1)];
  const { labels = [] } = document.frontMatter;
  const isLabelled = labels.length > 0 && examples.every((example) => labels.includes(example.output));
  const type = isLabelled ? `Literal[${labels.map(pythonString).join(", ")}]` : "str";
  const shown = examples.map((example) => {
    const values = [...example.given.map(({ value }) => value), example.output];
    const fields = names.map((name, at) => `${name}=${pythonString(values[at] ?? "")}`);
    return `dspy.Example(${fields.join(", ")}).with_inputs(${inputs.map(pythonString).join(", ")})`;
  });
  return {
    text: `${[
      `${isLabelled ? "from typing import Literal\n\n" : ""}import dspy`,
      "",
      "",
      "class Task(dspy.Signature):",
      // A class without one is given instructions by DSPy.
      ...(task === "" ? [] : [`    ${pythonString(task)}`, ""]),
      ...inputs.map((name) => `    ${name}: str = dspy.InputField()`),
      `    ${answer}: ${type} = dspy.OutputField()`,
      "",
      "",
      `DEMONSTRATIONS = ${pythonList(shown)}`,
      "",
      pythonProvenance(examples),
      "",
      "predict = dspy.Predict(Task)",
      "predict.demos = DEMONSTRATIONS",
    ].join("\n")}\n`,
    notes: [],
  };
}
