import type { EgressOutcome, EgressPurpose } from "../../../protocol/egressMessages.ts";
import { plural, type Translate } from "../../../protocol/translate.ts";

/** The texts about what left this machine. */
export function createEgressTexts(t: Translate, count: (value: number) => string) {
  const purposes: Readonly<Record<EgressPurpose, string>> = {
    answer: t("An answer"),
    rewriting: t("A follow-up in other words"),
    withoutPassage: t("An answer without one passage"),
    questions: t("Questions made of passages"),
    fewShot: t("A few-shot prompt, tried"),
    evaluation: t("A few-shot prompt, measured"),
    modelList: t("List of chat models"),
    modelLookup: t("Looking up an embedding model"),
    modelDownload: t("Fetching an embedding model"),
  };
  const outcomes: Readonly<Record<EgressOutcome, string>> = {
    answered: t("answered"),
    failed: t("failed"),
    stopped: t("stopped"),
    unfinished: t("unfinished"),
  };
  return {
    title: t("What left this machine"),
    nothing: (since: string) => t("Nothing has left this machine since {0}.", since),
    left: (requests: number, since: string) =>
      plural(
        t,
        requests,
        {
          one: "{0} request has left this machine since {1}.",
          other: "{0} requests have left this machine since {1}.",
        },
        count(requests),
        since,
      ),
    away: t("Left this machine"),
    local: t("To servers on this machine"),
    columns: {
      when: t("When"),
      where: t("Where to"),
      purpose: t("For what"),
      out: t("Sent"),
      in: t("Received"),
      outcome: t("Outcome"),
      passages: t("Passages"),
    },
    /** For one that a newer version has recorded, its own name. */
    purpose: (purpose: EgressPurpose): string => (Object.hasOwn(purposes, purpose) ? purposes[purpose] : purpose),
    outcome: (outcome: EgressOutcome, status: number | undefined): string =>
      status === undefined ? outcomes[outcome] : t("{0} ({1})", outcomes[outcome], status),
    editorModel: (model: string, vendor: string) => t("the editor's model {0} of {1}", model, vendor),
    byProxy: (proxy: string) => t("by the proxy {0}", proxy),
    passages: (passages: number) => plural(t, passages, { one: "{0} passage", other: "{0} passages" }, count(passages)),
    noPassages: t("none"),
    characters: (from: number, to: number) => t("characters {0} to {1}", count(from), count(to)),
    omitted: (requests: number) =>
      plural(
        t,
        requests,
        { one: "{0} older one is not listed.", other: "{0} older ones are not listed." },
        count(requests),
      ),
    note: (place: string) =>
      t(
        "Sizes are those of what was sent and received, without headers. Words of documents, questions and keys are not recorded. The record is kept for 90 days at most, in {0}.",
        place,
      ),
    refresh: t("Refresh"),
    clear: t("Clear…"),
    clearQuestion: t("Delete the record of what left this machine?"),
    clearDetail: t("It is deleted for all windows, and begins anew from now."),
    clearYes: t("Delete"),
  };
}

export type EgressTexts = ReturnType<typeof createEgressTexts>;
