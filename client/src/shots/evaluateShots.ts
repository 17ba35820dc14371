import { commands, window, type QuickPickItem, type TextDocument } from "vscode";
import type { EvaluationView } from "../../../protocol/evaluationMessages.ts";
import type { PlanShotsEvaluationParams, ShotsEvaluationPlan } from "../../../protocol/shotsEvaluationMessages.ts";
import { withEvaluationProgress } from "../evaluation/withEvaluationProgress.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { Texts } from "../texts.ts";

type EvaluatingTexts = Texts["shots"]["evaluating"];

/** Numbers of rows that are offered, besides all. */
const offered = [20, 50, 100, 400];

/**
 * Asks for the test rows and how many of them, and measures the document on the chosen chat model. Undefined where the
 * person thinks better of it, or stops it.
 */
export async function evaluateShots(
  server: LanguageServer,
  texts: EvaluatingTexts,
  document: TextDocument,
): Promise<EvaluationView | undefined> {
  const asked = { uri: document.uri.toString(), text: document.getText() };
  const planned = await plan(server, texts, asked);
  const chosen = planned && (await chooseRows(server, texts, asked, planned));
  if (chosen === undefined) return undefined;
  const report = await withEvaluationProgress(
    server,
    { title: texts.running, progress: texts.progress },
    (to, id, token) => to.evaluateShots({ id, ...asked, ...chosen }, token),
  );
  if (report === undefined) void window.showInformationMessage(texts.stopped);
  return report;
}

type ReadyPlan = ShotsEvaluationPlan & {
  readonly test: NonNullable<ShotsEvaluationPlan["test"]>;
  readonly model: NonNullable<ShotsEvaluationPlan["model"]>;
};

/** With a model and test rows, which the person is asked for where the document has none. */
async function plan(
  server: LanguageServer,
  texts: EvaluatingTexts,
  params: PlanShotsEvaluationParams,
): Promise<ReadyPlan | undefined> {
  const planned = await server.ask((to) => to.planShotsEvaluation(params));
  const { model, test } = planned;
  if (model === null) {
    // Not awaited: the command is over, whether or not the message is answered.
    void window.showInformationMessage(texts.noModel, texts.chooseModel).then((answer) => {
      if (answer !== undefined) void commands.executeCommand("askDocs.chooseChatModel");
    });
    return undefined;
  }
  if (test !== null) return { ...planned, model, test };
  const file = await chooseFile(texts);
  return file === undefined ? undefined : plan(server, texts, { ...params, test: file });
}

async function chooseFile(texts: EvaluatingTexts): Promise<string | undefined> {
  const filters = { [texts.rowFiles]: ["jsonl", "csv", "tsv"] };
  const [file] = (await window.showOpenDialog({ title: texts.chooseFile, filters })) ?? [];
  return file?.fsPath;
}

interface RowsItem extends QuickPickItem {
  /** Another file where there is none. */
  readonly rows?: number;
}

/** Tells how many calls each choice makes. */
async function chooseRows(
  server: LanguageServer,
  texts: EvaluatingTexts,
  asked: PlanShotsEvaluationParams,
  { test, model, prompts }: ReadyPlan,
): Promise<{ readonly test: string; readonly rows: number } | undefined> {
  const counts = [...offered.filter((count) => count < test.rows), test.rows];
  const items: RowsItem[] = [
    ...counts.map((rows) => ({
      label: rows === test.rows ? texts.allRows(rows) : texts.rows(rows),
      description: texts.calls(rows * prompts),
      rows,
    })),
    { label: texts.otherFile },
  ];
  const picked = await window.showQuickPick(items, {
    title: texts.title(test.name),
    placeHolder: texts.howMany(prompts, model.name, model.destination),
  });
  if (picked === undefined) return undefined;
  if (picked.rows !== undefined) return { test: test.path, rows: picked.rows };
  const file = await chooseFile(texts);
  const planned = file === undefined ? undefined : await plan(server, texts, { ...asked, test: file });
  return planned && chooseRows(server, texts, asked, planned);
}
