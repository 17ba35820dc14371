import { t } from "@vscode/l10n";
import type { Settings } from "../../../../protocol/settings.ts";
import type { Failure } from "../../core/result.ts";
import { isLoopbackHost } from "./endpoint.ts";

/**
 * What `askDocs.offline` says about asking a server, before anything connects to it.
 *
 * @param address of the server; undefined for a model of the editor, which may send anything anywhere.
 * @returns undefined where it may be asked.
 */
export function refusalOffline(settings: Settings, address: string | undefined): Failure | undefined {
  if (!settings["askDocs.offline"]) return undefined;
  const url = address === undefined ? null : URL.parse(address);
  if (url !== null && isLoopbackHost(url.hostname)) return undefined;
  const whom = address === undefined ? t("A model of the editor") : (url?.host ?? address);
  return {
    code: "bad-setting",
    message: t(
      "{0} was not asked: askDocs.offline is on, and only servers on this machine are. Choose one of them, or turn it off.",
      whom,
    ),
  };
}
