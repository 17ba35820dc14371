import assert from "node:assert/strict";
import { untilRunning } from "../host/processes.ts";
import { sentencesOf, untilAnswered, type ChatPanel } from "./chatPanel.ts";

/**
 * Kills a process while it works on a question, which is answered all the same, by another process. It is held still
 * first, so that the question is surely under way.
 */
export async function killDuringQuestion(
  program: string,
  panel: ChatPanel,
  [question, answer]: readonly [question: string, answer: string],
): Promise<void> {
  const pid = await untilRunning(program);
  process.kill(pid, "SIGSTOP");
  const turn = await panel.put(question);
  await turn.locator(".working").first().waitFor();
  process.kill(pid, "SIGKILL");
  assert.equal((await sentencesOf(await untilAnswered(turn)))[0], answer);
  await untilRunning(program, [pid]);
}
