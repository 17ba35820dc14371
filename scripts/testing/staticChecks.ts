import { existsSync } from "node:fs";
import { join } from "node:path";

/** A check that counts as one test: a JavaScript program of node_modules with its arguments. */
export interface StaticCheck {
  readonly name: string;
  readonly stage: "typecheck" | "lint" | "format" | "unused";
  /** Path of the program, relative to the repository. */
  readonly program: string;
  readonly arguments: readonly string[];
}

/** Every layer is compiled by itself, with only what it may use. Folders without a tsconfig.json yet are left out. */
const layers = [
  "protocol",
  "server/src/core",
  ".",
  "scripts",
  "client",
  "client/src",
  "client/webview",
  "test/e2e",
  "test/webview",
  "bench/panel",
];

/** The checks of this repository, in the order in which they run. */
export function staticChecks(root: string): readonly StaticCheck[] {
  const present = layers.filter((layer) => existsSync(join(root, layer, "tsconfig.json")));
  return [
    ...present.map((layer): StaticCheck => ({
      name: `typecheck ${layer === "." ? "(everything under Node)" : layer}`,
      stage: "typecheck",
      program: "node_modules/typescript/bin/tsc",
      arguments: ["-p", layer, "--pretty", "false"],
    })),
    {
      name: "eslint",
      stage: "lint",
      program: "node_modules/eslint/bin/eslint.js",
      arguments: ["--max-warnings=0", "."],
    },
    {
      name: "prettier",
      stage: "format",
      program: "node_modules/prettier/bin/prettier.cjs",
      arguments: ["--check", "."],
    },
    { name: "knip", stage: "unused", program: "node_modules/knip/bin/knip.js", arguments: ["--no-progress"] },
  ];
}
