import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { startTestHub, type TestHub } from "../../../server/src/adapters/models/testHub.ts";
import { tinyModelFiles } from "../../../server/src/adapters/models/tinyModel.ts";
import type { Scenario } from "../host/scenario.ts";
import type { Workbench } from "../host/workbench.ts";
import { openPanel } from "../product/chatPanel.ts";
import { copyHandbook, openAskDocs, untilIndexed, untilStatus } from "../product/openAskDocs.ts";
import { until } from "../product/until.ts";

const name = "owner/tiny";
const question = "How long are backups kept?";

/** Another model from a hub on this machine: chosen by name, agreed to, cancelled, resumed, in use, and taken back. */
export const scenario: Scenario = {
  name: "models",
  isLong: true,
  limit: 240_000,
  async run(context) {
    const files = tinyModelFiles({ dimensions: 24, words: ["backups", "kept", "days"], padding: 8_000_000 });
    const commit = "0123456789abcdef0123456789abcdef01234567";
    const hub = await startTestHub({ [name]: { commit, files, card: { license: "mit", language: "he" } } });
    try {
      const folder = await copyHandbook(context, {});
      const { window } = await openAskDocs(context, {
        open: folder,
        settings: { "askDocs.model.mirror": hub.address, "askDocs.exclude": ["he/**", "ru/**"] },
      });
      await untilIndexed(window);
      await cancelsHalfWay(window, hub);
      await installsAndChanges(window, hub);
      await goesBack(window);
    } finally {
      await hub.close();
    }
  },
};

const rows = (window: Workbench): Locator => window.page.locator(".quick-input-list .monaco-list-row");
const dialogOf = (window: Workbench): Locator =>
  window.page.getByRole("dialog").filter({ hasText: `Install the model ${name}?` });

/** From the palette to the question whether to install. */
async function lookUp(window: Workbench, hub: TestHub): Promise<Locator> {
  const { page } = window;
  await window.runCommand("Ask Docs: Choose Model…");
  await rows(window).filter({ hasText: "multilingual-e5-small" }).first().waitFor();
  await window.screenshot("models-list");
  await rows(window).filter({ hasText: "by name…" }).click();
  const input = page.locator(".quick-input-widget:visible input").first();
  await page.locator(".quick-input-message").filter({ hasText: "nothing is fetched before you agree" }).waitFor();
  await input.fill("not a name");
  await page.locator(".quick-input-message").filter({ hasText: "A model's name is owner/name" }).waitFor();
  await input.fill(name);
  await window.screenshot("models-name");
  await page.keyboard.press("Enter");
  const dialog = dialogOf(window);
  await dialog.waitFor();
  const { host } = new URL(hub.address);
  for (const words of [
    `From: ${host}, commit 0123456789ab`,
    "Size: 8 MB",
    "Licence: mit",
    "Languages: Hebrew",
    "Kept in: ",
  ])
    assert.ok((await dialog.innerText()).includes(words), `${words} is not in ${await dialog.innerText()}`);
  return dialog;
}

async function cancelsHalfWay(window: Workbench, hub: TestHub): Promise<void> {
  // Looked up, and not agreed to.
  const first = await lookUp(window, hub);
  await window.screenshot("models-agree");
  await first.getByRole("button", { name: "Cancel" }).click();
  await first.waitFor({ state: "hidden" });
  assert.ok(hub.requests.every((request) => !request.startsWith("CDN")));

  // Agreed to, and stopped half-way, where the server has fallen silent.
  hub.spoil = ({ cdn, response, range }) => {
    if (!cdn || range !== undefined) return undefined;
    const data = hub.repositories.get(name)?.files.get("onnx/model_quantized.onnx") ?? Buffer.alloc(0);
    response.setHeader("content-length", data.length);
    response.write(data.subarray(0, 3_000_000));
    return true;
  };
  await (await lookUp(window, hub)).getByRole("button", { name: "Install" }).click();
  const progress = window.notification(`Installing ${name}`);
  await progress.filter({ hasText: "3 of 8 MB" }).waitFor();
  await window.screenshot("models-progress");
  await progress.getByRole("button", { name: "Cancel" }).click();
  await progress.waitFor({ state: "hidden" });
  // The editor may show the end of the looking up only now, when there is room for it.
  await window.notification(`Looking up ${name}`).waitFor({ state: "hidden" });
  assert.deepEqual(await window.notifications(), []);
  await untilStatus(window, "Every document is indexed");
}

async function installsAndChanges(window: Workbench, hub: TestHub): Promise<void> {
  await (await lookUp(window, hub)).getByRole("button", { name: "Install" }).click();
  // The model says that it is for Hebrew, and the pages are in English: told once.
  const misfit = window.notification("is made for Hebrew, and many pages here are in English");
  await misfit.waitFor({ timeout: 60_000 });
  assert.match(hub.requests.at(-1) ?? "", /^CDN .* bytes=3000000-$/u);
  await window.screenshot("models-misfit");
  await window.runCommand("Notifications: Clear All Notifications");
  await untilIndexed(window);
  await window.runCommand("Ask Docs: Show Index Status");
  await rows(window)
    .filter({ hasText: `Model: ${name}-` })
    .waitFor();
  await window.screenshot("models-status");
  await window.page.keyboard.press("Escape");
  const panel = await openPanel(window);
  // A model of a few kilobytes finds the page; how sure one may be of it was never measured for such a one.
  await (await panel.ask(question)).filter({ hasText: "Backups are kept for 35 days" }).waitFor();
}

async function goesBack(window: Workbench): Promise<void> {
  await window.runCommand("Ask Docs: Choose Model…");
  await rows(window).filter({ hasText: name }).first().waitFor();
  await window.screenshot("models-installed");
  await rows(window).filter({ hasText: "multilingual-e5-small" }).click();
  await until(
    "the bundled model answers again",
    async () => {
      await window.runCommand("Ask Docs: Show Index Status");
      const model = rows(window).filter({ hasText: "Model: " }).first();
      // The list is shown only once the server has answered, which takes as long as the machine is busy.
      const shown = await model.innerText({ timeout: 10_000 }).catch(() => "no list");
      await window.page.keyboard.press("Escape");
      return shown;
    },
    (shown) => shown.includes("Model: multilingual-e5-small-"),
    90_000,
  );
  await untilIndexed(window);
}
