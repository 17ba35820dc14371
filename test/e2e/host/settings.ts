/** Settings of the editor under test, by name. */
export type Settings = Readonly<Record<string, unknown>>;

/** Whether the folder is trusted, as in most tests, or opens in restricted mode without asking. */
export type Trust = "trusted" | "restricted";

/** Keeps the editor from showing, asking or fetching anything of its own. */
const quietSettings: Settings = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": "off",
  "extensions.ignoreRecommendations": true,
  "files.simpleDialog.enable": true,
  "git.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "workbench.enableExperiments": false,
  "workbench.reduceMotion": "on",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.settings.enableNaturalLanguageSearch": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

const trustSettings: Readonly<Record<Trust, Settings>> = {
  trusted: { "security.workspace.trust.enabled": false },
  restricted: {
    "security.workspace.trust.enabled": true,
    "security.workspace.trust.startupPrompt": "never",
    "security.workspace.trust.banner": "never",
    "security.workspace.trust.emptyWindow": false,
  },
};

/** The whole settings file: quiet defaults, then trust, then what the caller asks for. */
export const editorSettings = (trust: Trust, own: Settings = {}): Settings => ({
  ...quietSettings,
  ...trustSettings[trust],
  ...own,
});
