import { t } from "@vscode/l10n";
import { clearEgressRequest, egressRequest } from "../../../protocol/egressMessages.ts";
import type { OwnMessages } from "./requests.ts";
import type { Session } from "./session.ts";

/** Answers what is asked about the record of what left this machine. */
export function serveEgress(messages: OwnMessages, session: () => Promise<Session>): void {
  messages.answerPlain(
    egressRequest,
    () => t("Reading the record"),
    async () => (await session()).egressRecord(),
  );
  messages.answerPlain(
    clearEgressRequest,
    () => t("Clearing the record"),
    async () => {
      (await session()).clearEgressRecord();
      return null;
    },
  );
}
