import { t } from "@vscode/l10n";
import type { Runtime } from "./messages.ts";

/** The failure of a process that did not get as far as a loaded model. @param end see `endText`. */
export const noStartText = (runtime: Runtime, end: string): string =>
  runtime === "wasm"
    ? t(
        "The model's process could not be started with WebAssembly ({0}). Keywords are searched meanwhile, and it is tried again soon; if it stays so, report it with the log.",
        end,
      )
    : t(
        "The model's process could not be started ({0}). Keywords are searched meanwhile, and it is tried again soon; if it stays so, report it with the log.",
        end,
      );

/** The failure of a process that ends on one text after the other. @param end see `endText`. */
export const keepsEndingText = (end: string): string =>
  t(
    "The model's process keeps ending ({0}). Keywords are searched meanwhile, and it is tried again soon; if it stays so, report it with the log.",
    end,
  );

/** How a process ended, for people. @param how as `ChildSettings.onExit` tells it, or the log. */
export function endText(how: string): string {
  const { kind, value = "" } = /^(?<kind>signal|exit code|no answer for) (?<value>\S+)/u.exec(how)?.groups ?? {};
  switch (kind) {
    case "signal":
      return t("signal {0}", value);
    case "exit code":
      return t("exit code {0}", value);
    case "no answer for":
      return t("no answer for {0} ms", value);
    default:
      return how;
  }
}
