import assert from "node:assert/strict";
import type { Scenario } from "../host/scenario.ts";
import { openPanel, placesOf, untilAnswered } from "../product/chatPanel.ts";
import { copyHandbook, openAskDocs, untilIndexed } from "../product/openAskDocs.ts";

/** A question of each language, and the page whose neighbouring headings are to be suggested. */
const asked = [
  { question: "How long are backups kept?", page: /^en\/backups\.md/ },
  { question: "מה שעות הפתיחה של אולם הקריאה ביום ראשון?", page: /^he\/reading-room\.md/ },
  { question: "Сколько хранятся резервные копии?", page: /^ru\/backups\.md/ },
  { question: "Combien de jours de télétravail par semaine ?", page: /^fr\/teletravail\.md/ },
] as const;

/** Questions to begin with in four languages, one asked by keyboard, and related ones after answers in each language. */
export const scenario: Scenario = {
  name: "suggesting",
  isLong: true,
  limit: 240_000,
  async run(context) {
    const folder = await copyHandbook(context, {});
    const { window } = await openAskDocs(context, { open: folder });
    const panel = await openPanel(window);
    await untilIndexed(window);

    const toTry = panel.frame.getByRole("list", { name: "Questions to try" }).getByRole("button");
    await toTry.nth(3).waitFor({ timeout: 30_000 });
    const languages = await toTry.evaluateAll((all) => all.map((one) => one.getAttribute("lang") ?? ""));
    assert.equal(languages[0], "en");
    assert.deepEqual(languages.toSorted(), ["en", "fr", "he", "ru"]);
    await window.screenshot("suggesting-welcome");

    const first = ((await toTry.nth(3).textContent()) ?? "").trim();
    await toTry.nth(3).focus();
    await window.page.keyboard.press("Enter");
    const begun = await untilAnswered(panel.turn(first));
    assert.equal(await begun.locator(".abstention").count(), 0);
    await panel.frame.locator("textarea:focus").waitFor();

    const related = panel.frame.getByRole("list", { name: "Related questions" }).getByRole("button");
    for (const { question, page } of asked) {
      await panel.ask(question);
      await related.first().waitFor({ timeout: 30_000 });
      const next = ((await related.first().textContent()) ?? "").trim();
      await window.screenshot(`suggesting-related-${(await related.first().getAttribute("lang")) ?? ""}`);
      await related.first().click();
      const turn = await untilAnswered(panel.turn(next));
      assert.equal(await turn.locator(".abstention, .asked-as").count(), 0, next);
      assert.ok(
        (await placesOf(turn)).some((place) => page.test(place)),
        next,
      );
    }
  },
};
