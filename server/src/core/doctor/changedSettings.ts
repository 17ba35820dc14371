import { z } from "zod";
import type { ChangedSetting } from "../../../../protocol/doctor.ts";
import { settingsSchema, type SettingName, type Settings } from "../../../../protocol/settings.ts";

/**
 * The settings that differ from their defaults. Numbers, switches and choices are told; of names, addresses and globs
 * only that they are set, because they may say what is nobody's business.
 */
export function changedSettings(settings: Settings): readonly ChangedSetting[] {
  const defaults = settingsSchema.parse({});
  return (Object.keys(defaults) as SettingName[])
    .filter((name) => JSON.stringify(settings[name]) !== JSON.stringify(defaults[name]))
    .map((name) => ({ name, value: safeValue(name, settings[name]) }));
}

function safeValue(name: SettingName, value: Settings[SettingName]): string {
  if (typeof value !== "string" && typeof value !== "object") return String(value);
  if (typeof value === "object") return value.length === 1 ? "1 entry" : `${value.length} entries`;
  return settingsSchema.shape[name].unwrap() instanceof z.ZodEnum ? value : "set";
}
