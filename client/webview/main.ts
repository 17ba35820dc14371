/** The chat panel's composition root: everything is made here, and put together by hand. */
import { config } from "@vscode/l10n";
import { createMarkdown } from "./content/markdown.ts";
import { createSanitiser } from "./content/sanitise.ts";
import { createHost } from "./host/connection.ts";
import { acquirePostMessage } from "./host/vscodeApi.ts";
import { createController } from "./state/controller.ts";
import { createStore } from "./state/store.ts";
import { CitationCard } from "./view/citationCard.ts";
import { CodeTools } from "./view/codeTools.ts";
import { ExplanationCard } from "./view/explanationCard.ts";
import { QuestionComposer } from "./view/composer.ts";
import { AskDocsPanel } from "./view/panel.ts";
import { ShotsBuilderView } from "./view/shotsBuilder.ts";
import { ConversationTurn } from "./view/turn.ts";

config({ contents: document.getElementById("bundle")?.textContent ?? "{}" });
const store = createStore();
const host = createHost(acquirePostMessage());
const actions = createController({
  host,
  store,
  newId: () => crypto.randomUUID(),
  now: () => Date.now(),
  nextFrame: (then) => void requestAnimationFrame(then),
  delay(milliseconds, then) {
    const timer = window.setTimeout(then, milliseconds);
    return () => window.clearTimeout(timer);
  },
});

customElements.define("ask-docs-composer", QuestionComposer);
customElements.define("ask-docs-citation-card", CitationCard);
customElements.define("ask-docs-code-tools", CodeTools);
customElements.define("ask-docs-explanation", ExplanationCard);
customElements.define("ask-docs-shots-builder", ShotsBuilderView);
customElements.define("ask-docs-turn", ConversationTurn);
customElements.define("ask-docs-panel", AskDocsPanel);

const panel = new AskDocsPanel();
panel.actions = actions;
panel.tools = { markdown: createMarkdown(), sanitise: createSanitiser(window) };
panel.state = store.state();
store.subscribe((state) => (panel.state = state));
document.body.append(panel);
for (const type of ["focus", "blur"]) window.addEventListener(type, () => host.tellFocus(document.hasFocus()));
// The focus may have come before the extension could hear of it.
host.tellFocus(document.hasFocus());
// Once the window is being reloaded it is too late: what is sent then may not be stored.
window.addEventListener("blur", () => actions.save());
window.addEventListener("pagehide", () => actions.save());
