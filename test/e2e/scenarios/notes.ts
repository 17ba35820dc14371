import assert from "node:assert/strict";
import type { Scenario } from "../host/scenario.ts";
import type { Workbench } from "../host/workbench.ts";
import { openPanel, placesOf, untilAnswered } from "../product/chatPanel.ts";
import { editNote } from "../product/noteEditing.ts";
import { copyHandbook, openAskDocs, untilIndexed } from "../product/openAskDocs.ts";
import { until } from "../product/until.ts";

const files = {
  "notes/links.md": "# Links\n\nAbout #planning and #planning/2025.\n\n## Before\n\nSome words.\n",
  "notes/מדיניות החזרים.md":
    "---\ntags: [תכנון, planning]\n---\n\n# החזרים\n\n## מסמכים נדרשים\n\nקבלה.\n\n## מסמכים נדרשים\n\nעוד קבלה. #תכנון\n",
};

/** Links and tags are completed in notes, like notes and passages are found, and questions are asked of what they mention. */
export const scenario: Scenario = {
  name: "notes",
  isLong: true,
  limit: 240_000,
  async run(context) {
    const folder = await copyHandbook(context, files);
    const { window } = await openAskDocs(context, { open: folder });
    await untilIndexed(window);
    const { page } = window;
    const editing = editNote(window);

    await window.openFile("notes/links.md");
    await page.locator(".editor-instance .view-lines").click();
    const pages = await editing.complete("See [[back", /backups/i);
    await window.screenshot("notes-pages");
    assert.ok(pages.length > 0);
    assert.match(await editing.accept(), /^See \[\[\w\w\/backups\]\]$/);

    await editing.complete("[[en/backups#", /Foldkeep backups/);
    await window.screenshot("notes-headings");
    await editing.discard();
    await editing.complete("[[en/backups#sea", /Sealed copies/);
    assert.equal(await editing.accept(), "[[en/backups#Sealed copies]]");

    await editing.complete("[[מסמ", /מסמכים נדרשים/);
    await window.screenshot("notes-hebrew-headings");
    assert.equal(await editing.accept(), "[[notes/מדיניות החזרים#מסמכים נדרשים]]");

    await editing.complete("[[#Be", /Before/);
    assert.equal(await editing.accept(), "[[#Before]]");

    const tags = await editing.complete("see #plan", /planning/);
    await window.screenshot("notes-tags");
    assert.match(tags[0] ?? "", /planning.*2/);
    assert.equal(await editing.accept(), "see #planning");
    await editing.complete("see #תכ", /תכנון/);
    assert.equal(await editing.accept(), "see #תכנון");
    await findsRelated(window);
    await findsSimilar(window);
    await asksWhatIsMentioned(window);
  },
};

/** Notes like the one in front are listed with their places. */
async function findsRelated(window: Workbench): Promise<void> {
  const { page } = window;
  await window.openFile("en/backups.md");
  await window.runCommand("Ask Docs: Related Notes");
  const rows = page.locator(".quick-input-list .monaco-list-row");
  await rows
    .filter({ hasText: /backups\.md/ })
    .first()
    .waitFor();
  await window.screenshot("notes-related");
  const first = (await rows.first().getAttribute("aria-label")) ?? "";
  assert.match(first, /ru/, "the Russian page about backups is nearest");
  await page.keyboard.press("Enter");
  await page.locator(".tab.active", { hasText: "backups.md" }).waitFor();
}

/** The menu of a selection leads to passages like it. */
async function findsSimilar(window: Workbench): Promise<void> {
  const { page } = window;
  await window.openFile("en/backups.md", 5);
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+F10");
  const entry = page.locator(".monaco-menu .action-item", { hasText: "Find Similar Passages" });
  await entry.waitFor();
  await window.screenshot("notes-menu");
  await entry.click();
  await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
  await window.screenshot("notes-similar");
  await page.keyboard.press("Escape");
}

/** A question is asked of the file, and then of the section, that it mentions. */
async function asksWhatIsMentioned(window: Workbench): Promise<void> {
  const { frame, box, turn } = await openPanel(window);
  const chips = frame.locator("ask-docs-composer .mention-name");
  await box.pressSequentially("How long are backups kept? @ru backups");
  const options = frame.getByRole("option");
  await options.first().waitFor();
  await until(
    "one is left",
    () => options.count(),
    (count) => count === 1,
  );
  await window.screenshot("notes-mention");
  await box.press("Enter");
  await chips.waitFor();
  await box.press("Enter");
  const answered = await untilAnswered(turn("How long are backups kept?"));
  assert.ok((await placesOf(answered)).every((place) => place.startsWith("ru/backups.md")));
  await window.screenshot("notes-mentioned");

  await box.pressSequentially("#sealed");
  await options.filter({ hasText: "Sealed copies" }).first().waitFor();
  await window.screenshot("notes-mention-heading");
  await box.press("Enter");
  await chips.waitFor();
  assert.deepEqual(await chips.allInnerTexts(), ["Sealed copies"]);
  await box.pressSequentially("How long is a sealed copy kept?");
  await box.press("Enter");
  const section = await untilAnswered(turn("How long is a sealed copy kept?"));
  assert.ok((await placesOf(section)).every((place) => place.startsWith("en/backups.md")));
  await section.locator(".mention-name", { hasText: "Sealed copies" }).waitFor();
}
