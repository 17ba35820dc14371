import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

const tests = ["**/*.test.ts", "test/**", "bench/**"];

/**
 * What a layer may import: names of packages, and layers by a pattern over the path. Everything else that is not a
 * relative import inside the layer is an error.
 */
function layer(files, { packages, otherLayers, message }) {
  const names = packages.map((name) => name.replace("*", ".*")).join("|");
  return {
    files,
    ignores: tests,
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { regex: `^(?!\\.)(?!(${names})(/|$))`, message },
            { regex: `^\\.\\..*/(${otherLayers.join("|")})(/|$)`, message },
          ],
        },
      ],
    },
  };
}

const pureLibraries = [
  "@vscode/l10n",
  "@orama/stemmers",
  "eld",
  "flexsearch",
  "ignore",
  "markdown-it",
  "papaparse",
  "picomatch",
  "yaml",
  "vscode-languageserver-textdocument",
  "zod",
];

const layers = [
  layer(["protocol/**/*.ts"], {
    packages: ["vscode-jsonrpc", "zod"],
    otherLayers: ["server", "client"],
    message: "protocol/ may import only vscode-jsonrpc and zod.",
  }),
  layer(["server/src/core/**/*.ts"], {
    packages: pureLibraries,
    otherLayers: ["adapters", "cli", "client", "(main|server)\\.ts"],
    message: "core/ is pure: it may import only protocol/ and pure libraries. Reach the outside through a port.",
  }),
  layer(["server/src/adapters/**/*.ts"], {
    packages: ["(?!vscode$).*"],
    otherLayers: ["cli", "client", "(main|server)\\.ts"],
    message: "adapters/ may import only core/, protocol/, Node and libraries.",
  }),
  layer(["server/src/*.ts", "server/src/cli/**/*.ts"], {
    packages: ["(?!vscode$|vscode-languageclient).*"],
    otherLayers: ["client"],
    message: "The server knows nothing of the client and of the editor's API.",
  }),
  layer(["client/src/**/*.ts"], {
    packages: ["vscode", "@vscode/l10n", "vscode-languageclient", "vscode-jsonrpc", "node:*"],
    otherLayers: ["server", "webview"],
    message: "client/src/ may import only protocol/, vscode, its language client and texts, and Node.",
  }),
  layer(["client/webview/**/*.ts"], {
    packages: [
      "@vscode/l10n",
      "lit",
      "@lit/*",
      "@vscode-elements/*",
      "dompurify",
      "vscode-jsonrpc",
      "markdown-it",
      "zod",
    ],
    otherLayers: ["server", "client/src"],
    message: "client/webview/ may import only protocol/ and libraries for the browser.",
  }),
];

const namingRules = [
  { selector: "ExportDefaultDeclaration", message: "Name what you export." },
  { selector: "ExportAllDeclaration", message: "No barrels: import from where a thing is written." },
  { selector: "ExportSpecifier[exported.name='default']", message: "Name what you export." },
];

const gate = ["server/src/adapters/egress/**"];
const throughGate = "All that leaves goes through server/src/adapters/egress, where it is allowed and recorded.";
/** Names by which Node and the browser reach a network without an import. */
const networkGlobals = ["fetch", "WebSocket", "EventSource", "XMLHttpRequest"];

/** What can open a connection stands in one folder. It is a rule over syntax, so that the layers' own on imports stay. */
const onlyThroughGate = {
  files: ["protocol/**/*.ts", "server/**/*.ts", "client/**/*.ts"],
  ignores: [...tests, ...gate, "**/test*.ts"],
  rules: {
    "no-restricted-globals": ["error", ...networkGlobals.map((name) => ({ name, message: throughGate }))],
    "no-restricted-syntax": [
      "error",
      ...namingRules,
      {
        selector: `ImportDeclaration[importKind!="type"][source.value=/^(undici|node-fetch|axios|got|ws|(node:)?(https?|http2|net|tls|dgram|dns|dns.promises|inspector))$/]`,
        message: throughGate,
      },
      {
        selector: `ImportExpression[source.value=/^(undici|ky|node-fetch|axios|got|ws|(node:)?(https?|http2|net|tls|dgram|dns))$/]`,
        message: throughGate,
      },
      // Its error alone may be known elsewhere; its clients are given by the gate.
      {
        selector: `ImportDeclaration[importKind!="type"][source.value="ky"] > :not(ImportSpecifier[imported.name="HTTPError"], ImportSpecifier[importKind="type"], Literal)`,
        message: throughGate,
      },
      {
        selector: `MemberExpression[object.name=/^(globalThis|window|self|navigator)$/][property.name=/^(${networkGlobals.join("|")}|sendBeacon)$/]`,
        message: throughGate,
      },
    ],
  },
};

export default defineConfig(
  globalIgnores([
    "**/dist/",
    "models/",
    "media/",
    "scripts/no-sharp/",
    "test/fixtures/handbook/",
    ".vscode-host/",
    ".test-output/",
  ]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["eslint.config.js"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "max-lines": ["error", 300],
      "no-console": "error",
      eqeqeq: "error",
      "no-restricted-syntax": ["error", ...namingRules],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // node:test runs what it is given; nothing is gained by waiting for it.
      "@typescript-eslint/no-floating-promises": [
        "error",
        {
          allowForKnownSafeCalls: [
            { from: "package", package: "node:test", name: ["test", "suite", "describe", "it", "before", "after"] },
          ],
        },
      ],
      // Numbers read well in messages; the rule is after objects and undefined.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unnecessary-condition": [
        "error",
        { allowConstantLoopConditions: "only-allowed-literals" },
      ],
      // A call for its effect written as a short arrow function is plain.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // A port's promise: `async` turns what is thrown into a rejection, also where nothing is awaited.
      "@typescript-eslint/require-await": "off",
      // Objects made by factories hold no `this`, so their methods may be passed on.
      "@typescript-eslint/unbound-method": "off",
      // It asks for `!`, which the rules against unsound code forbid; `as number` after a checked index says the type.
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      // Folding and word splitting are about exactly such characters; they are written as escapes.
      "no-control-regex": "off",
      "no-misleading-character-class": ["error", { allowEscape: true }],
      // The compiler's noPropertyAccessFromIndexSignature style: process.env["NAME"] says that the name is free.
      "@typescript-eslint/dot-notation": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  ...layers,
  onlyThroughGate,
  {
    // The embedder's channel to its own child, a pair of local sockets.
    files: ["server/src/adapters/embedder/childHandle.ts"],
    rules: { "no-restricted-syntax": ["error", ...namingRules] },
  },
  { files: ["server/src/cli/**", "scripts/**", "bench/**", "test/**"], rules: { "no-console": "off" } },
  { files: tests, rules: { "max-lines": "off" } },
  {
    // Plain JavaScript checked by the compiler; the linter does not see types written as comments.
    files: ["**/*.mjs"],
    rules: {
      "no-undef": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
    },
  },
  {
    files: ["*.config.js"],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    files: ["**/*.cjs"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { sourceType: "commonjs" },
    rules: { "no-undef": "off", "@typescript-eslint/no-require-imports": "off" },
  },
  prettier,
);
