import assert from "node:assert/strict";
import path from "node:path";
import { untilRunning } from "../host/processes.ts";
import type { Scenario } from "../host/scenario.ts";
import type { Workbench } from "../host/workbench.ts";
import { sentencesOf, untilAnswered, visiblePanel, type ChatPanel } from "../product/chatPanel.ts";
import { walkByKeyboard, type Focus, type KeyboardWalk } from "../product/keyboardWalk.ts";
import { copyHandbook, openAskDocs, untilIndexed } from "../product/openAskDocs.ts";
import { untilSelected } from "../product/selection.ts";
import { until } from "../product/until.ts";

const question = "How long are backups kept?";
const note = "# To find out\n\nQ: How long are backups kept?\n\nMore.\n";

/** Everything by the keyboard alone; after each step it is asserted where the focus is, and that it is seen and named. */
export const scenario: Scenario = {
  name: "keyboard",
  isLong: true,
  limit: 480_000,
  async run(context) {
    const folder = await copyHandbook(context, { "todo.md": note });
    const { window, extension } = await openAskDocs(context, { open: folder });
    const walk = walkByKeyboard(window.page);
    await walk.run("Ask Docs: Ask a Question");
    const panel = await visiblePanel(window);
    await walk.untilFocus("the box has the focus", inBox);
    await untilIndexed(window);

    const steps: readonly [string, (at: Walk) => Promise<void>][] = [
      ["asks and reads the answer", asks],
      ["opens a citation and comes back", opensACitation],
      ["judges and asks why", judgesAndAsksWhy],
      ["reads the plain view", readsThePlainView],
      ["finds an earlier question", findsAnEarlierQuestion],
      ["builds a prompt", buildsAPrompt],
      ["asks in a note", asksInANote],
      ["reads a definition", readsADefinition],
      ["stops a question", stopsAQuestion],
      ["reads a report", readsAReport],
      ["goes through conversations", goesThroughConversations],
    ];
    for (const [name, step] of steps) {
      try {
        await step({ window, walk, panel, folder, extension });
      } catch (error) {
        throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
    }
  },
};

interface Walk {
  readonly window: Workbench;
  readonly walk: KeyboardWalk;
  readonly panel: ChatPanel;
  readonly folder: string;
  /** Where the extension lies. */
  readonly extension: string;
}

const inBox = ({ place, tag, name }: Focus): boolean => place === "panel" && tag === "textarea" && name === "Question";
const inEditor = ({ place, tag }: Focus): boolean => place === "editor" && tag !== "body";

async function asks({ window, walk, panel }: Walk): Promise<void> {
  await walk.type(question);
  await walk.press("Enter");
  await untilAnswered(panel.turn(question));
  await walk.untilFocus("the box keeps the focus", inBox);
  await panel.frame.getByRole("list", { name: "Related questions" }).waitFor();
  await walk.goTo(/^Source 1/, "Shift+Tab");
  await window.screenshot("keyboard-answer");
}

async function opensACitation({ window, walk, panel, folder }: Walk): Promise<void> {
  const turn = panel.turn(question);
  await walk.goTo(/^Source 1/, "Shift+Tab");
  assert.equal(await turn.locator(".chip:focus").count(), 1);
  const card = panel.frame.getByRole("tooltip").getByText("backups.md");
  await card.waitFor();
  const chip = await walk.focus();
  await walk.press("Escape");
  await card.waitFor({ state: "hidden" });
  assert.equal((await walk.focus()).name, chip.name);
  await walk.press("Enter");
  const [sentence = ""] = await sentencesOf(turn);
  await untilSelected(window, path.join(folder, "en/backups.md"), sentence);
  await walk.untilFocus("the document has the focus", inEditor);
  await walk.run("Ask Docs: Ask a Question");
  await walk.untilFocus("the box has the focus again", inBox);
  await walk.press("Control+A", "Delete");
}

async function judgesAndAsksWhy({ window, walk, panel }: Walk): Promise<void> {
  await walk.goTo(/^Right passage/, "Shift+Tab");
  await walk.press("Space");
  await panel.frame.locator('.judge.right[aria-pressed="true"]').waitFor();
  await walk.untilFocus("the button keeps the focus", ({ name }) => name.startsWith("Right passage"));
  await walk.goTo(/^Why this result/);
  await walk.press("Enter");
  await walk.untilFocus("the explanation has the focus", ({ role }) => role === "dialog");
  await window.screenshot("keyboard-why");
  await walk.goTo(/^Close$/);
  await walk.press("Enter");
  await walk.untilFocus("the focus is back", ({ name }) => name.startsWith("Why this result"));
  await walk.press("Enter");
  await walk.untilFocus("the explanation has the focus", ({ role }) => role === "dialog");
  await walk.press("Escape");
  await walk.untilFocus("the focus is back", ({ name }) => name.startsWith("Why this result"));
  await walk.goTo(/^Question$/);
}

async function readsThePlainView({ window, walk }: Walk): Promise<void> {
  await walk.press("Alt+F2");
  await window.page.locator(".tab.active", { hasText: "Answer" }).waitFor();
  await walk.untilFocus("the plain view has the focus", inEditor);
  await window.screenshot("keyboard-plain");
  await walk.press("Alt+F2");
  await window.page.locator(".tab", { hasText: "Answer.txt" }).waitFor({ state: "detached" });
  await walk.untilFocus("the box has the focus again", inBox);
}

async function findsAnEarlierQuestion({ walk, panel }: Walk): Promise<void> {
  await walk.run("Ask Docs: Search History…");
  await walk.untilFocus("the list has the focus", ({ tag }) => tag === "input");
  await walk.press("Escape");
  // The editor gives it back to the panel or to the document in front.
  await walk.untilFocus("the list is gone", (at) => inBox(at) || inEditor(at));
  await walk.run("Ask Docs: Search History…");
  await walk.untilFocus("the list has the focus", ({ tag }) => tag === "input");
  await walk.choose(question);
  await walk.untilFocus("the box has the focus", inBox);
  await until(
    "the question is in the box",
    () => panel.box.inputValue(),
    (draft) => draft === question,
  );
  await walk.press("Control+A", "Delete");
}

async function buildsAPrompt({ window, walk, panel }: Walk): Promise<void> {
  await walk.run("Ask Docs: Build Few-Shot Prompt…");
  await walk.untilFocus("the builder has the focus", ({ tag }) => tag === "select");
  await panel.frame.locator(".preview-demonstrations li").first().waitFor();
  await walk.goTo(/^Copy$/);
  await window.screenshot("keyboard-builder");
  await walk.goTo(/^Open as \.shots$/, "Shift+Tab");
  await walk.press("Enter");
  await window.page.locator(".tab.active", { hasText: "Untitled-1" }).waitFor();
  await walk.untilFocus("the prompt has the focus", inEditor);
  await walk.run("Ask Docs: Ask a Question");
  await walk.untilFocus("the builder has the focus", ({ place, tag }) => place === "panel" && tag !== "body");
  await walk.press("Escape");
  await walk.untilFocus("the box has the focus again", inBox);
}

async function asksInANote({ window, walk }: Walk): Promise<void> {
  await walk.open("todo.md");
  await walk.press("Control+Home", "ArrowDown", "ArrowDown");
  await walk.run("Ask Docs: Put the Answer Under This Question");
  const lens = (title: string) => window.page.locator(".codelens-decoration a", { hasText: title });
  await lens("Keep").waitFor();
  await walk.untilFocus("the note has the focus", inEditor);
  await walk.run("Ask Docs: Keep the Inserted Answer");
  await lens("Ask Again").waitFor();
  await walk.untilFocus("the note has the focus", inEditor);
}

async function readsADefinition({ window, walk }: Walk): Promise<void> {
  await walk.open("todo.md");
  await walk.press("Control+End");
  await walk.type("orphan box");
  await walk.press("ArrowLeft", "Control+K", "Control+I");
  const hover = window.page.locator(".monaco-hover:visible .hover-contents").filter({ hasText: /box/ });
  await hover.first().waitFor();
  await window.screenshot("keyboard-hover");
  await walk.press("Escape");
  await hover.first().waitFor({ state: "hidden" });
  await walk.untilFocus("the note has the focus", inEditor);
}

async function stopsAQuestion({ walk, panel, extension }: Walk): Promise<void> {
  await walk.run("Ask Docs: Ask a Question");
  await walk.untilFocus("the box has the focus", inBox);
  const pid = await untilRunning(path.join(extension, "dist/embedder.js"));
  process.kill(pid, "SIGSTOP");
  try {
    await walk.press("Control+A");
    await walk.type("When are orphan boxes opened?");
    await walk.press("Enter");
    await panel.turn("When are orphan boxes opened?").locator(".working").first().waitFor();
    await walk.press("Escape");
    await panel.turn("When are orphan boxes opened?").locator(".stopped").waitFor();
  } finally {
    process.kill(pid, "SIGCONT");
  }
  await walk.untilFocus("the box keeps the focus", inBox);
}

async function readsAReport({ window, walk }: Walk): Promise<void> {
  await walk.run("Ask Docs: Evaluate Search");
  await window.page.locator('.tab.active[aria-label*="Search measured on"]').waitFor({ timeout: 60_000 });
  // A page to be read: the focus is on all of it at first.
  await until(
    "the report has the focus",
    () => walk.focus(),
    ({ place }) => place === "panel",
  );
  const report = await window.webview("editor");
  await report.getByRole("heading", { level: 1 }).waitFor();
  await walk.press("Tab");
  await window.screenshot("keyboard-report");
  await walk.run("Ask Docs: Ask a Question");
  await walk.untilFocus("the box has the focus", inBox);
}

async function goesThroughConversations({ walk, panel }: Walk): Promise<void> {
  await walk.press("Control+K", "Control+H");
  await walk.untilFocus("the list has the focus", ({ tag }) => tag === "input");
  await walk.press("Escape");
  // From the side bar, the editor gives the focus to what is in front in the editor.
  await walk.run("Ask Docs: Ask a Question");
  await walk.untilFocus("the box has the focus again", inBox);
  await walk.press("Control+K", "Control+N");
  await panel.turn(question).waitFor({ state: "detached" });
  await walk.untilFocus("the box has the focus", inBox);
}
