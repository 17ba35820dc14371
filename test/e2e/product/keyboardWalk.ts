import assert from "node:assert/strict";
import type { Frame, Page } from "playwright-core";
import { until } from "./until.ts";

/** What has the focus, as somebody without a pointer meets it. */
export interface Focus {
  /** "panel" is any page of an extension: the chat panel, a report. */
  readonly place: "editor" | "panel";
  readonly tag: string;
  readonly role: string;
  /** As it is read out; empty where it has none. */
  readonly name: string;
  /** What is wrong with it; none when all is well. */
  readonly faults: readonly string[];
}

/** The keyboard of a window, and nothing else: there is no way to a pointer from here. */
export interface KeyboardWalk {
  press(...keys: readonly string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** Runs a command by its exact palette title. */
  run(title: string): Promise<void>;
  /** Opens a file of the folder by its name, with the focus in it. */
  open(name: string): Promise<void>;
  /** Takes the row of the open list that holds this text, by arrows and Enter. */
  choose(text: string): Promise<void>;
  focus(): Promise<Focus>;
  /** Waits until the focus is where it should be, and holds it to being seen and named. */
  untilFocus(what: string, holds: (focus: Focus) => boolean): Promise<Focus>;
  /** Presses Tab (or another key) until the name matches; gives the names on the way. Each stop is seen and named. */
  goTo(name: RegExp, key?: "Tab" | "Shift+Tab"): Promise<readonly string[]>;
}

/** Presses within which anything is reached. */
const mostStops = 80;

export function walkByKeyboard(page: Page): KeyboardWalk {
  const { keyboard } = page;
  const focus = (): Promise<Focus> => focusIn(page.mainFrame(), "editor");

  async function untilFocus(what: string, holds: (focus: Focus) => boolean): Promise<Focus> {
    let seen: Focus | undefined;
    const look = async (): Promise<boolean> => {
      seen = await focus();
      return holds(seen) && seen.faults.length === 0;
    };
    await until(what, look, Boolean).catch(() => assert.fail(`${what}; the focus is on ${JSON.stringify(seen)}`));
    return seen ?? focus();
  }

  async function run(title: string): Promise<void> {
    const row = page.locator(".quick-input-list .monaco-list-row.focused .label-name");
    // The window swallows keys while it is restoring, and knows an extension's commands only once it has read it.
    for (let tries = 0; tries < 20; tries += 1) {
      await keyboard.press("F1");
      const input = page.locator(".quick-input-widget:visible input").first();
      if (await appears(() => input.isVisible())) {
        await keyboard.press("Control+A");
        await keyboard.type(`>${title}`);
        if (await appears(async () => (await row.allInnerTexts())[0] === title)) {
          await keyboard.press("Enter");
          return;
        }
      }
      await keyboard.press("Escape");
    }
    assert.fail(`The palette does not offer “${title}”.`);
  }

  return {
    async press(...keys) {
      for (const key of keys) await keyboard.press(key);
    },
    type: (text) => keyboard.type(text),
    run,
    async open(name) {
      const row = page.locator(".quick-input-list .monaco-list-row.focused", { hasText: name });
      await keyboard.press("Control+P");
      await untilFocus("the list of files has the focus", ({ tag }) => tag === "input");
      await keyboard.type(name);
      await row.waitFor();
      await keyboard.press("Enter");
      await page.locator(`.tab.active[data-resource-name=${JSON.stringify(name)}]`).waitFor();
      await untilFocus(`${name} has the focus`, ({ place, tag }) => place === "editor" && tag !== "body");
    },
    async choose(text) {
      const rows = page.locator(".quick-input-list .monaco-list-row");
      const active = page.locator(".quick-input-list .monaco-list-row.focused");
      await rows.filter({ hasText: text }).first().waitFor();
      const isActive = async (): Promise<boolean> => (await active.filter({ hasText: text }).count()) > 0;
      for (let stops = 0; stops < mostStops && !(await isActive()); stops += 1) await keyboard.press("ArrowDown");
      assert.ok(await isActive(), `“${text}” is not reached by arrows.`);
      await keyboard.press("Enter");
    },
    focus,
    untilFocus,
    async goTo(name, key = "Tab") {
      const names: string[] = [];
      for (let stops = 0; stops < mostStops; stops += 1) {
        await keyboard.press(key);
        const at = await settled(focus);
        assert.deepEqual(at.faults, [], `${at.tag} “${at.name}” after ${names.join(" | ")}`);
        names.push(at.name);
        if (name.test(at.name)) return names;
      }
      assert.fail(`${key} does not reach ${String(name)}; it reaches ${names.join(" | ")}`);
    },
  };
}

/** A card or a page's scrolling may take a frame or two; what stays wrong is wrong. */
async function settled(focus: () => Promise<Focus>): Promise<Focus> {
  let at = await focus();
  for (let looks = 0; looks < 10 && at.faults.length > 0; looks += 1) at = await focus();
  return at;
}

const appears = (look: () => Promise<boolean>): Promise<boolean> =>
  until("", look, Boolean, 1500).then(
    () => true,
    () => false,
  );

/** Follows the focus into the frames of webviews. */
async function focusIn(frame: Frame, place: Focus["place"]): Promise<Focus> {
  const active = await frame.evaluateHandle(() => document.activeElement);
  const element = active.asElement();
  const inner = await element?.contentFrame();
  if (inner !== null && inner !== undefined) return focusIn(inner, "panel");
  return { place, ...(await frame.evaluate(describeFocus, place)) };
}

/** Runs in the page. What the editor itself draws is the editor's matter; its pages of ours are ours. */
function describeFocus(place: Focus["place"]): Omit<Focus, "place"> {
  let at: Element | null = document.activeElement;
  if (at === null || at === document.body)
    return { tag: "body", role: "", name: "", faults: place === "panel" ? ["the focus is on the page itself"] : [] };
  const host = at;
  const labels = "labels" in at ? [...((at as HTMLInputElement).labels ?? [])] : [];
  const labelledBy = (at.getAttribute("aria-labelledby") ?? "")
    .split(/\s+/)
    .map((id) => document.getElementById(id)?.textContent ?? "");
  const words = [
    at.getAttribute("aria-label"),
    labelledBy.join(" "),
    ...labels.map((label) => label.querySelector("span")?.textContent ?? label.textContent),
    /^(?:INPUT|TEXTAREA|SELECT)$/.test(at.tagName) ? "" : at.textContent,
    at.getAttribute("title"),
  ];
  const name = words.map((text) => (text ?? "").replaceAll(/\s+/g, " ").trim()).find((text) => text !== "") ?? "";
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const faults: string[] = [];
  if (place === "panel") {
    if (name === "") faults.push("it has no name");
    const box = at.getBoundingClientRect();
    if (box.width < 1 || box.height < 1) faults.push("it has no size");
    const isInside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    if (!isInside) faults.push("it is out of sight");
    const turn = host.closest("ask-docs-turn")?.getBoundingClientRect();
    if (turn !== undefined && (box.left < turn.left + 1 || box.right > turn.right - 1))
      faults.push("its ring is cut off");
    // The ring is drawn by the element or by what it stands in.
    const around = [at, host, host.parentElement, host.parentElement?.parentElement];
    const isMarked = around.some((one) => {
      if (!one) return false;
      const style = getComputedStyle(one);
      const outline = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0;
      return outline || (one.matches(":focus-within") && style.boxShadow !== "none") || one.matches(".composer");
    });
    if (!isMarked) faults.push("nothing shows that it has the focus");
  }
  return { tag: host.localName, role: host.getAttribute("role") ?? "", name, faults };
}
