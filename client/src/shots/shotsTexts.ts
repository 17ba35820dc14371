import { plural, type Translate } from "../../../protocol/translate.ts";

/** The texts about few-shot prompts. @param count writes a number as the editor's language does. */
export const createShotsTexts = (t: Translate, count: (value: number) => string) => ({
  noDocument: t("No .shots document is in front. Open one, or build one from your documents."),
  inputTitle: (field: string, at: number, of: number) => (of === 1 ? field : t("{0} ({1} of {2})", field, at, of)),
  inputPrompt: t("What the prompt is tried with; it stands at its end."),
  promptTitle: (tokens: number) =>
    plural(t, tokens, { one: "Prompt, {0} token", other: "Prompt, {0} tokens" }, count(tokens)),
  prompt: (tokens: number, counter: string, budget: number | undefined) => {
    if (budget === undefined) {
      return plural(
        t,
        tokens,
        { one: "The prompt takes {0} token, counted by {1}.", other: "The prompt takes {0} tokens, counted by {1}." },
        count(tokens),
        counter,
      );
    }
    return plural(
      t,
      tokens,
      {
        one: "The prompt takes {0} token of {1}, counted by {2}.",
        other: "The prompt takes {0} tokens of {1}, counted by {2}.",
      },
      count(tokens),
      count(budget),
      counter,
    );
  },
  copy: t("Copy"),
  send: t("Send to the Model"),
  sending: t("The model writes"),
  written: (model: string) => t("{0} wrote", model),
  evaluating: {
    title: (file: string) => t("Evaluate Few-Shot Prompt on {0}", file),
    noModel: t("No chat model is chosen. Choose the model that the prompt is to be measured on, then evaluate again."),
    chooseModel: t("Choose Chat Model…"),
    chooseFile: t("Choose the test rows: text and label in each"),
    rowFiles: t("Test rows"),
    otherFile: t("Choose other rows…"),
    rows: (rows: number) => plural(t, rows, { one: "{0} row", other: "{0} rows" }, count(rows)),
    allRows: (rows: number) => plural(t, rows, { one: "The one row", other: "All {0} rows" }, count(rows)),
    calls: (calls: number) => plural(t, calls, { one: "at least {0} call", other: "at least {0} calls" }, count(calls)),
    howMany: (prompts: number, model: string, destination: string) =>
      plural(
        t,
        prompts,
        {
          one: "How many rows? Each is sent to {0} at {1} in {2} prompt.",
          other: "How many rows? Each is sent to {0} at {1} in {2} prompts.",
        },
        model,
        destination,
        count(prompts),
      ),
    running: t("Evaluating the prompt"),
    progress: (done: number, of: number) =>
      plural(t, of, { one: "{0} of {1} answer", other: "{0} of {1} answers" }, count(done), count(of)),
    stopped: t("The evaluation was stopped. Its answers so far are kept: evaluate again to go on from there."),
  },
  nowhere: t("No folder is open. Open a folder with documents to build a prompt from."),
  exporting: {
    title: t("Export Few-Shot Prompt"),
    forWhat: t("For which tool?"),
    formats: {
      "prompt-md": t("Prompt file of VS Code"),
      skill: t("Skill"),
      chat: t("Chat messages, as JSON"),
      "openai-jsonl": t("OpenAI fine-tuning, as JSONL"),
      promptfoo: t("Configuration of promptfoo"),
      dspy: t("Python for DSPy"),
      langchain: t("Python for LangChain"),
      snippet: t("VS Code snippet with tab stops"),
      text: t("Plain text"),
    },
    untitled: t("prompt"),
  },
  inserting: {
    title: t("Insert Few-Shot Prompt"),
    noEditor: t("No editor is open to insert into. Open one, and put the cursor where the prompt is to stand."),
    nothing: t("There is no .shots document in the workspace. Build one first."),
    which: t("Which prompt?"),
    how: t("How?"),
    snippet: t("As a snippet, with a tab stop for each input"),
    text: t("As text, with its input left empty"),
  },
});
