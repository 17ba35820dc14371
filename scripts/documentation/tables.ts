import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Command {
  readonly command: string;
  readonly title: string;
  readonly category: string;
}

interface MenuItem {
  readonly command?: string;
  readonly when?: string;
}

interface Property {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly description: string;
}

interface Manifest {
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly keybindings: readonly { readonly command: string; readonly key: string; readonly mac?: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, Property>> };
  };
}

/** Where a command can be found, by the manifest's names of menus. */
const menuNames: Readonly<Record<string, string>> = {
  "editor/context": "right click in an editor",
  "explorer/context": "right click in the explorer",
  "editor/title": "button over an editor",
  "view/title": "button over the panel",
  "webview/context": "right click in the panel",
};

/** The documents that are made of the manifest, by their path from `root`. */
export function referenceTables(root: string): Readonly<Record<string, string>> {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));
  const texts = read("package.nls.json") as Readonly<Record<string, string>>;
  const shown = (text: string): string => text.replace(/^%(.+)%$/u, (_, key: string) => texts[key] ?? key);
  const manifest = read("package.json") as Manifest;
  return {
    "docs/commands.md": commandsDocument(manifest, shown),
    "docs/settings.md": settingsDocument(manifest, shown),
  };
}

const note = "<!-- Made of package.json by `npm run docs`: change it there. -->";

function commandsDocument({ contributes }: Manifest, shown: (text: string) => string): string {
  const { commands, keybindings, menus } = contributes;
  const hidden = new Set(
    (menus["commandPalette"] ?? []).flatMap(({ command, when }) => (when === "false" ? [command] : [])),
  );
  const placesOf = (id: string): readonly string[] => [
    ...(hidden.has(id) ? [] : ["palette"]),
    ...Object.entries(menus)
      .filter(([name, items]) => name !== "commandPalette" && items.some(({ command }) => command === id))
      .map(([name]) => menuNames[name] ?? name),
  ];
  const keyOf = (id: string): string =>
    keybindings
      .filter(({ command }) => command === id)
      .map(({ key, mac }) => `\`${key}\`${mac === undefined ? "" : `, \`${mac}\` on a Mac`}`)
      .join("; ");
  const rows = commands.map(({ command, title, category }) => [
    `${shown(category)}: ${shown(title)}`,
    placesOf(command).join(", "),
    keyOf(command),
    `\`${command}\``,
  ]);
  return document(
    "Commands",
    "Every command of the extension. Type its name in the command palette (`F1`), or find it where the second column says; the key can be changed in the editor's keyboard shortcuts by the command's id.",
    [["Command", "Where", "Key", "Id"], ...rows],
  );
}

function settingsDocument({ contributes, capabilities }: Manifest, shown: (text: string) => string): string {
  const { restrictedConfigurations } = capabilities.untrustedWorkspaces;
  const rows = Object.entries(contributes.configuration.properties).map(([name, property]) => [
    `\`${name}\``,
    valuesOf(property),
    `\`${JSON.stringify(property.default)}\``,
    `${shown(property.description)}${restrictedConfigurations.includes(name) ? " Not obeyed in a restricted workspace." : ""}`,
  ]);
  return document(
    "Settings",
    "Every setting of the extension, for the editor's settings and, with the same name, for the command line: `--set NAME=VALUE`. Without any of them Ask Docs works as it should for most.",
    [["Setting", "Values", "Default", "Meaning"], ...rows],
  );
}

function valuesOf({ type, enum: values, minimum, maximum, exclusiveMinimum }: Property): string {
  if (values !== undefined) return values.map((value) => `\`${value}\``).join(", ");
  const least = minimum ?? exclusiveMinimum;
  const limits = [
    ...(least === undefined ? [] : [`${minimum === undefined ? "more than" : "from"} ${least}`]),
    ...(maximum === undefined ? [] : [`to ${maximum}`]),
  ];
  return [[type ?? "any"].flat().join(" or "), ...limits].join(" ");
}

function document(title: string, about: string, table: readonly (readonly string[])[]): string {
  const [head = [], ...rows] = table;
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [`# ${title}`, "", note, "", about, "", line(head), line(head.map(() => "---")), ...rows.map(line), ""].join(
    "\n",
  );
}
