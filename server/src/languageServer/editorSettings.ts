import {
  readSettings,
  restrictedSettings,
  settingsSchema,
  type SettingProblem,
  type Settings,
} from "../../../protocol/settings.ts";
import type { EmbedderSettings } from "../adapters/embedder/embedderHost.ts";
import type { CrawlOptions } from "../core/crawl/crawlRules.ts";

/**
 * Reads settings as the editor sends them: nested under `askDocs`, or by their full names. Settings that this version
 * does not know are passed over. Where `trusted` is false, restricted settings keep their defaults.
 */
export function readEditorSettings(
  sent: unknown,
  trusted: boolean,
): { readonly settings: Settings; readonly problems: readonly SettingProblem[] } {
  const given: Record<string, unknown> = {};
  for (const name of Object.keys(settingsSchema.shape)) {
    if (!trusted && restrictedSettings.some((restricted) => restricted === name)) continue;
    const value = valueAt(sent, name) ?? name.split(".").reduce(valueAt, sent);
    if (value !== undefined && value !== null) given[name] = value;
  }
  return readSettings(given);
}

const valueAt = (holder: unknown, name: string): unknown =>
  typeof holder === "object" && holder !== null && Object.hasOwn(holder, name)
    ? (holder as Readonly<Record<string, unknown>>)[name]
    : undefined;

/** The part of the settings that decides what is indexed. @param extensions that a parser reads. */
export const crawlOptionsOf = (settings: Settings, extensions: readonly string[]): CrawlOptions => ({
  extensions,
  ...(settings["askDocs.include"].length > 0 ? { include: settings["askDocs.include"] } : {}),
  exclude: settings["askDocs.exclude"],
  maxFileSize: settings["askDocs.maxFileSizeMb"] * 1e6,
  maxFiles: settings["askDocs.maxFiles"],
});

/** The part of the settings that decides what runs the model. */
export const embedderSettingsOf = (settings: Settings): EmbedderSettings => ({
  runtime: settings["askDocs.embedder.runtime"],
  node: settings["askDocs.embedder.node"],
});
