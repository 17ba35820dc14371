import type { FrameLocator, Locator } from "playwright-core";
import type { Workbench } from "../host/workbench.ts";
import { until } from "./until.ts";

/** Milliseconds for an answer, the start of the model on a busy machine included. */
const answerLimit = 60_000;

/** The chat panel of a window, as a person uses it. */
export interface ChatPanel {
  readonly frame: FrameLocator;
  /** The box for the question. */
  readonly box: Locator;
  /** Types a question and asks it, without waiting; gives its turn. */
  put(question: string): Promise<Locator>;
  /** Asks, and gives the turn once its answer is final. */
  ask(question: string): Promise<Locator>;
  /** The newest turn of a question. */
  turn(question: string): Locator;
}

/** Opens the panel from the palette; gives it once a question can be typed. */
export async function openPanel(window: Workbench): Promise<ChatPanel> {
  await window.runCommand("Ask Docs: Ask a Question");
  return visiblePanel(window);
}

/** The panel that is on the screen. */
export async function visiblePanel(window: Workbench, place: "view" | "editor" = "view"): Promise<ChatPanel> {
  const frame = await window.webview(place);
  const box = frame.getByRole("textbox", { name: "Question" });
  await box.waitFor();
  const turn = (question: string): Locator => frame.getByRole("article", { name: question, exact: true }).last();
  async function put(question: string): Promise<Locator> {
    await box.fill(question);
    await box.press("Enter");
    // The turn is drawn together with the emptied box.
    await until(
      "the question is asked",
      () => box.inputValue(),
      (draft) => draft === "",
    );
    return turn(question);
  }
  return {
    frame,
    box,
    put,
    turn,
    async ask(question) {
      await put(question);
      return untilAnswered(turn(question));
    },
  };
}

/** Waits until a turn has its last answer; fails at once where it has failed. */
export async function untilAnswered(turn: Locator): Promise<Locator> {
  const end = turn.locator(".footer:not(:has(.working)), .failure").first();
  await end.waitFor({ timeout: answerLimit });
  const failure = turn.locator(".failure-text");
  if ((await failure.count()) > 0) throw new Error(`The question failed: ${await failure.innerText()}`);
  return turn;
}

/** The sentences of a turn's answer, as they are read: a turn that is far away is not drawn, and has no words. */
export async function sentencesOf(turn: Locator): Promise<string[]> {
  await turn.evaluate(
    (element) =>
      new Promise<void>((drawn) => {
        element.scrollIntoView({ block: "nearest" });
        requestAnimationFrame(() => requestAnimationFrame(() => drawn()));
      }),
  );
  return turn.locator(".answer .sentence, .answer .block-content").allInnerTexts();
}

/** The sources under a turn's answer, or the nearest places, as `path:line`. */
export const placesOf = (turn: Locator): Promise<string[]> => turn.locator(".source .place").allInnerTexts();
