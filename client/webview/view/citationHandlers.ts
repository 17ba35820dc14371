import type { Verdict } from "../../../protocol/evaluationMessages.ts";
import type { CitationState, CitationView } from "../../../protocol/views.ts";

/** What can be done with a citation wherever one is shown. */
export interface CitationHandlers {
  open(citation: CitationView): void;
  /** Shows its words in context beside `anchor`; at once, or when the pointer has rested there. */
  show(citation: CitationView, anchor: Element, when: "now" | "soon"): void;
  hide(): void;
  /** Shows why it was found, beside `anchor`, or no longer. */
  explain(citation: CitationView, anchor: HTMLElement): void;
  explanationOf(citation: CitationView): "none" | "asked" | "open";
  /** Says whether it answers the question, or takes that back. */
  judge(citation: CitationView, verdict: Verdict): void;
  verdictOn(citation: CitationView): Verdict | undefined;
  /** What has become of its words, where that is known. */
  stateOf(citation: CitationView): CitationState | undefined;
}
