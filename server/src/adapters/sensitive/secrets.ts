import { lintSource } from "@secretlint/core";
import { creator } from "@secretlint/secretlint-rule-preset-recommend";

/** What the kept rules leave to their users: names beside values, and tokens that any service may give. */
const others = [
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/gu,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/gu,
  /\b(?:AIza[\w-]{35}|sk-[\w-]{20,}|AKIA[A-Z0-9]{16}|(?:sk|rk|pk)_live_\w{16,}|glpat-[\w-]{20,}|npm_\w{36})\b/gu,
  /\b(?:api[_-]?key|access[_-]?key|secret(?:[_-]?(?:key|access[_-]?key))?|auth[_-]?token|access[_-]?token|token|passwo?r?d|passwd|pwd)["']?\s*[:=]\s*["']?(?=[^\s"']*\d)(?=[^\s"']*\p{L})[^\s"'<>{}()[\],;]{8,}/giu,
];

/** Where a text holds keys, tokens, passwords: by secretlint's recommended rules, and a few more. UTF-16 code units. */
export async function secretsIn(text: string): Promise<readonly number[]> {
  const { messages } = await lintSource({
    source: { filePath: "pairs.txt", content: text, contentType: "text" },
    options: {
      config: {
        rules: [
          {
            id: "@secretlint/secretlint-rule-preset-recommend",
            rule: creator,
            rules: [{ id: "@secretlint/secretlint-rule-aws", options: { enableIDScanRule: true } }],
          },
        ],
      },
    },
  });
  return [
    ...messages.map(({ range }) => range[0]),
    ...others.flatMap((rule) => [...text.matchAll(rule)].map(({ index }) => index)),
  ];
}
