import { ConfigurationTarget, workspace } from "vscode";
import type { EditorNetwork } from "../../../protocol/modelMessages.ts";

/**
 * Makes a model the one in use, where the settings name one already, else for all of the person's folders.
 *
 * @param revision that it must be of; empty for any.
 */
export async function writeModelSettings(name: string, revision: string): Promise<void> {
  const settings = workspace.getConfiguration("askDocs.model");
  const layers = settings.inspect("name");
  const target =
    layers?.workspaceFolderValue === undefined && layers?.workspaceValue === undefined
      ? ConfigurationTarget.Global
      : ConfigurationTarget.Workspace;
  if (settings.get("revision") !== revision)
    await settings.update("revision", revision === "" ? undefined : revision, target);
  await settings.update("name", name === layers?.defaultValue ? undefined : name, target);
}

/** The editor's own way to the network; the environment's where it has none. */
export function editorNetwork(): EditorNetwork {
  const http = workspace.getConfiguration("http");
  const proxy = http.get<string>("proxy", "");
  const noProxy = http.get<readonly string[]>("noProxy", []);
  if (proxy === "" || http.get("proxySupport") === "off") return {};
  return { proxy, ...(noProxy.length === 0 ? {} : { noProxy: noProxy.join(",") }) };
}
