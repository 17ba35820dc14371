import type { SentenceChange, WithoutPassageView } from "../../../protocol/ablationMessages.ts";
import type { Ablation } from "../core/answering/ablation/ablation.ts";
import type { Output } from "./output.ts";

/** Drops each cited passage in turn; says before how many calls that takes, and about how long. */
export async function whichMattered(
  ablation: Ablation | undefined,
  seconds: number,
  output: Output,
  signal: AbortSignal,
): Promise<readonly WithoutPassageView[]> {
  const passages = ablation?.passages ?? [];
  if (ablation === undefined || passages.length === 0) {
    output.note("The answer cites no passage as a model's words, so there is none to leave out.");
    return [];
  }
  const calls = passages.length === 1 ? "once more" : `${passages.length} times more`;
  output.note(
    `Asking the model ${calls}, without one passage each time: about ${Math.ceil(seconds * passages.length)} s.`,
  );
  const views: WithoutPassageView[] = [];
  for (const passage of passages) {
    const without = await ablation.without(passage, signal);
    if (without.ok) views.push(without.value);
    else output.note(`Without ${marks(passage.citations)}: ${without.failure.message}`);
  }
  return views;
}

/** What becomes of the answer without each passage, for people. */
export const matteredAsText = (views: readonly WithoutPassageView[]): string =>
  views
    .map(({ citations, sentences, note }) =>
      [`Without ${marks(citations)}:${note === undefined ? "" : ` ${note}`}`, ...sentences.map(changeAsText)].join(
        "\n",
      ),
    )
    .join("\n\n");

const marks = (citations: readonly number[]): string => citations.map((n) => `[${n}]`).join("");

function changeAsText({ text, change, becomes, before, after }: SentenceChange): string {
  const support = after === undefined || after === before ? before : `${before}, then ${after}`;
  return `  ${change} (${support}): ${text}${becomes === undefined ? "" : `\n    becomes: ${becomes}`}`;
}
