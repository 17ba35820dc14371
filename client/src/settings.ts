/** One setting's values, as `WorkspaceConfiguration.inspect` gives them; without the default. */
export interface SettingLayers {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

/** What the extension's own manifest says about settings. */
export interface SettingsManifest {
  /** Full names, such as `askDocs.include`. */
  readonly names: readonly string[];
  /** Names that a restricted workspace may not set. */
  readonly restricted: ReadonlySet<string>;
}

/** Reads the names of the settings from the parsed `package.json`; a manifest without them gives none. */
export function readSettingsManifest(manifest: unknown): SettingsManifest {
  const { contributes, capabilities } = manifest as {
    readonly contributes?: { readonly configuration?: { readonly properties?: Readonly<Record<string, unknown>> } };
    readonly capabilities?: {
      readonly untrustedWorkspaces?: { readonly restrictedConfigurations?: readonly string[] };
    };
  };
  return {
    names: Object.keys(contributes?.configuration?.properties ?? {}),
    restricted: new Set(capabilities?.untrustedWorkspaces?.restrictedConfigurations ?? []),
  };
}

/**
 * The settings that someone has set, by full name, for the server. Those left alone are not named, so that their
 * defaults stand in one place. Where the workspace is not trusted, its values for restricted settings are passed over;
 * the editor does so too, but that is no reason to depend on it.
 */
export function collectSettings(
  { names, restricted }: SettingsManifest,
  inspect: (name: string) => SettingLayers | undefined,
  trusted: boolean,
): Readonly<Record<string, unknown>> {
  const collected: Record<string, unknown> = {};
  for (const name of names) {
    const layers = inspect(name);
    const own = trusted || !restricted.has(name) ? (layers?.workspaceFolderValue ?? layers?.workspaceValue) : undefined;
    const value = own ?? layers?.globalValue;
    if (value !== undefined) collected[name] = value;
  }
  return collected;
}
