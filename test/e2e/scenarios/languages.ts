import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Locator } from "playwright-core";
import { directionOfLanguage, type Bundle } from "../../../protocol/translate.ts";
import { repositoryRoot } from "../host/paths.ts";
import type { Scenario } from "../host/scenario.ts";
import type { Theme } from "../host/themes.ts";
import type { Workbench } from "../host/workbench.ts";
import { untilAnswered } from "../product/chatPanel.ts";
import { copyHandbook, openAskDocs } from "../product/openAskDocs.ts";
import { until } from "../product/until.ts";

const languages = ["he", "ru", "fr", "en"] as const;
type Language = (typeof languages)[number];

const english = "How long are backups kept?";
const hebrewWithCode = "באיזו פקודה מדפיסים מדבקות לארגזים?";
const unanswerable = "Where may I park my car at the Leeds office?";
const stickers =
  "# מדבקות\n\nאת המדבקות לארגזים מדפיסים בפקודה `crate-label --print` במחשב שליד הדלת, עד 24 מדבקות (3 גיליונות) בפעם.\n";
/** A set of the workspace, judged by documents. */
const ownSet = {
  ".ask-docs-eval/queries.jsonl": `${JSON.stringify({ id: "1", text: english })}\n${JSON.stringify({ id: "2", text: hebrewWithCode })}\n`,
  ".ask-docs-eval/qrels.tsv": "1\ten/backups.md\t1\n2\the/stickers.md\t1\n",
};
const pairs = "---\nshots: 1\ntask: Answer.\n---\n\nstray\n";

/** The panel, the server's texts, findings, failures and reports in every language of `askDocs.language`, from both directions. */
export const scenario: Scenario = {
  name: "languages",
  isLong: true,
  limit: 480_000,
  // The browser says of every frame without scripts that it runs none; the failure that is provoked is one of a command's.
  expectedProblems: [/Blocked script execution in .* the 'allow-scripts' permission is not set/, /Evaluate Search/],
  async run(context) {
    const folder = await copyHandbook(context, { "he/stickers.md": stickers, "few.shots": pairs, ...ownSet });
    const { window } = await openAskDocs(context, { open: folder, settings: { "askDocs.language": "he" } });
    for (const language of languages) {
      await window.setSettings({ "askDocs.language": language });
      // The language is chosen when the extension starts.
      if (language !== "he") await window.reload();
      await window.statusBarItem("Ask Docs").waitFor();
      await speaks(window, language);
    }
  },
};

async function speaks(window: Workbench, language: Language): Promise<void> {
  const say = textsOf(language);
  const panel = await openPanelIn(window, say);
  const { frame } = panel;
  assert.equal(await frame.locator("html").getAttribute("lang"), language);
  assert.equal(await frame.locator("html").getAttribute("dir"), directionOfLanguage(language));
  await window.page
    .locator(`.statusbar-item[aria-label*=${JSON.stringify(say("Every document is indexed.").slice(0, -1))}]`)
    .waitFor({ timeout: 90_000 });

  const answered = await panel.ask(english);
  const card = frame.getByRole("tooltip").getByText("en/backups.md");
  // The list of related questions comes later and moves the answer, which closes the card.
  for (let tries = 0; tries < 5 && !(await card.isVisible()); tries += 1) {
    await frame.locator("textarea").focus();
    await answered.locator(".chip").first().focus();
    await card.waitFor({ timeout: 3000 }).catch(() => undefined);
  }
  await card.waitFor();
  await inBothThemes(window, `languages-${language}-card`);

  const withCode = await panel.ask(hebrewWithCode);
  const code = withCode.locator(".answer code").first();
  assert.equal(await code.evaluate((node) => getComputedStyle(node).direction), "ltr");
  assert.equal(
    await withCode
      .locator(".answer > *")
      .first()
      .evaluate((node) => getComputedStyle(node).direction),
    "rtl",
  );
  const refused = await panel.ask(unanswerable);
  // Why a place does not answer is written by the server.
  const shortfall = await refused.locator(".shortfall").first().innerText();
  assert.ok(
    shortfalls.some((text) => shortfall.startsWith(beginningOf(say(text)))),
    shortfall,
  );
  await isMirrored(frame.locator(".composer"), frame.locator(".composer .send"), language);
  await inBothThemes(window, `languages-${language}-answers`);

  await window.openFile("few.shots");
  await window.page
    .locator(".codelens-decoration a")
    .filter({ hasText: say("Try") })
    .first()
    .waitFor();
  await findingIsTold(window, say, language);
  await failureIsTold(window, say, language);
  await reportIsWritten(window, say, language);
}

/** What the server finds wrong with a `.shots` document. */
async function findingIsTold(window: Workbench, say: Say, language: Language): Promise<void> {
  await window.runCommand("Problems: Focus on Problems View");
  const finding = "This is no line of the format: a line of text begins with a bar and a space, a comment with #.";
  await window.page.locator(".markers-panel").getByText(say(finding)).first().waitFor();
  await window.screenshot(`languages-${language}-shots`);
  await window.page.keyboard.press("Control+J");
}

/** Nothing is judged in the extension's own storage, where judgements go by default. */
async function failureIsTold(window: Workbench, say: Say, language: Language): Promise<void> {
  await window.runCommand("Ask Docs: Evaluate Search");
  const failure =
    "Nothing is judged yet. Mark results as the right passage under answers, or in the search list, and evaluate again.";
  await window.notification(say(failure)).waitFor();
  await window.screenshot(`languages-${language}-failure`);
  await window.runCommand("Notifications: Clear All Notifications");
}

async function reportIsWritten(window: Workbench, say: Say, language: Language): Promise<void> {
  await window.setSettings({ "askDocs.language": language, "askDocs.evaluation.folder": ".ask-docs-eval" });
  const tab = window.page.locator(".tab.active").filter({ hasText: say("my judgements") });
  // The server hears of a setting a moment later.
  for (let tries = 0; tries < 5 && !(await tab.isVisible()); tries += 1) {
    await window.runCommand("Ask Docs: Evaluate Search");
    await tab.waitFor({ timeout: 15_000 }).catch(() => undefined);
  }
  const report = await window.webview("editor");
  assert.equal(await report.locator("html").getAttribute("lang"), language);
  assert.equal(await report.locator("html").getAttribute("dir"), directionOfLanguage(language));
  await report.getByRole("heading", { name: say("What differs") }).waitFor();
  for (const figure of ["td.number", "figure svg"])
    assert.equal(
      await report
        .locator(figure)
        .first()
        .evaluate((node) => getComputedStyle(node).direction),
      "ltr",
    );
  await inBothThemes(window, `languages-${language}-report`);
  await window.page.keyboard.press("Control+W");
}

type Say = (text: string) => string;

/** A text of the interface by its English. */
function textsOf(language: Language): Say {
  if (language === "en") return (text) => text;
  const file = path.join(repositoryRoot, `l10n/bundle.l10n.${language}.json`);
  const bundle = JSON.parse(readFileSync(file, "utf8")) as Bundle;
  return (text) => {
    const said = bundle[text];
    assert.ok(said !== undefined, `${language} has no words for “${text}”.`);
    return said;
  };
}

const shortfalls = [
  "It speaks of {0}, not of {1}.",
  "It holds the question's words, but no sentence that answers surely enough.",
  "It does not mention {0}.",
];

/** What a text of the interface says before anything is filled in. */
const beginningOf = (text: string): string => text.split("{", 1)[0] ?? "";

/** What stands at the end of a line does so at the line's other side from right to left. */
async function isMirrored(line: Locator, last: Locator, language: Language): Promise<void> {
  const [whole, part] = [await line.boundingBox(), await last.boundingBox()];
  assert.ok(whole !== null && part !== null);
  const isLeft = part.x + part.width / 2 < whole.x + whole.width / 2;
  assert.equal(isLeft, directionOfLanguage(language) === "rtl");
}

async function inBothThemes(window: Workbench, name: string): Promise<void> {
  for (const theme of ["light", "dark"] satisfies Theme[]) {
    await window.setTheme(theme);
    await window.screenshot(`${name}-${theme}`);
  }
}

/** The panel of a window whose language is not English: its box has another name. */
async function openPanelIn(window: Workbench, say: Say) {
  // Commands keep the editor's language.
  await window.runCommand("Ask Docs: Ask a Question");
  const frame = await window.webview("view");
  const box = frame.getByRole("textbox", { name: say("Question"), exact: true });
  await box.waitFor();
  return {
    frame,
    async ask(question: string): Promise<Locator> {
      await box.fill(question);
      await box.press("Enter");
      await until(
        "the question is asked",
        () => box.inputValue(),
        (draft) => draft === "",
      );
      return untilAnswered(frame.getByRole("article", { name: question, exact: true }).last());
    },
  };
}
