import { t } from "@vscode/l10n";
import { MarkupKind, type Hover, type Position } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { plural } from "../../../../protocol/translate.ts";
import type { TextRange } from "../../core/documents/document.ts";
import { frontMatterKeys } from "../../core/fewShot/document/frontMatterValues.ts";
import { onOneLine } from "../../core/fewShot/document/shotsFault.ts";
import type { FoundSource } from "../../core/fewShot/diagnose/staleSources.ts";
import { tokensOf, tokensOfDemonstration } from "../../core/fewShot/diagnose/overBudget.ts";
import type { Demonstration, ShotsDocument } from "../../core/fewShot/shotsDocument.ts";
import type { TokenCounter } from "../../core/fewShot/tokens/tokenCounter.ts";
import { createLineIndex } from "../../core/documents/lines.ts";
import { asMarkdown } from "../markdownText.ts";
import { editorRange, holds } from "./editorRanges.ts";
import type { ShotsJudging } from "./judging.ts";
import { keyTexts } from "./keyTexts.ts";
import type { OpenShots } from "./parsedDocuments.ts";
import type { ShotsFiles } from "./shotsFiles.ts";

/** UTF-16 code units of quoted words. */
const shownLength = 600;

const stateTexts = (): Readonly<Record<FoundSource["state"]["kind"], string>> => ({
  unchanged: t("unchanged"),
  moved: t("moved"),
  edited: t("edited since"),
  gone: t("gone"),
});

/** Builds the hovers: a provenance line shows its source as it is now, a header how many tokens its demonstration takes, a key of the front matter what it means. */
export function createShotsHover(ports: {
  readonly files: ShotsFiles;
  readonly judging: ShotsJudging;
  readonly read: (document: TextDocument) => OpenShots;
}) {
  const { files, judging, read } = ports;

  function sourceText({ uri }: TextDocument, { line, state }: FoundSource): string {
    const { path } = line.provenance;
    if (state.kind === "gone") {
      const what =
        state.reason === "no-file" ? t("There is no such file in the folder.") : t("Its words are not in the file.");
      return `**${asMarkdown(path)}** · ${stateTexts().gone}\n\n${what}`;
    }
    const { now, words, text } = state;
    const lineNumber = createLineIndex(text).lineAt(now.startOffset);
    const address = `${files.uriOf(uri, now.path) ?? ""}#L${lineNumber}`;
    const headings = files.headingsAt(now.path, text, now.startOffset);
    const place = [now.path, ...headings].map(asMarkdown).join(" › ");
    const outdated = state.kind === "unchanged" && state.outdated ? ` ${t("(the file has changed elsewhere)")}` : "";
    const quote = onOneLine(words.replace(/\s+/gu, " "), shownLength);
    const facts = [
      now.kind,
      now.language,
      now.confidence === undefined ? undefined : t("confidence {0}", now.confidence),
      ...(now.flags ?? []).map((flag) => t("flagged: {0}", flag)),
    ].filter((fact) => fact !== undefined);
    return [
      `[${place}](${address}) · ${stateTexts()[state.kind]}${outdated}`,
      // Isolated, so that words from right to left keep their full stop at their own end.
      `> \u2068${asMarkdown(quote)}\u2069`,
      ...(facts.length > 0 ? [asMarkdown(facts.join(", "))] : []),
    ].join("\n\n");
  }

  return async function hover(document: TextDocument, position: Position): Promise<Hover | null> {
    const offset = document.offsetAt(position);
    const shots = read(document);
    const shown = (value: string, range: TextRange): Hover => ({
      contents: { kind: MarkupKind.Markdown, value },
      range: editorRange(document, range),
    });
    const key = shots.layout.frontMatter?.keys.find((one) => holds(one.key, offset));
    const known = frontMatterKeys.find((name) => name === key?.name);
    if (key !== undefined && known !== undefined) return shown(asMarkdown(keyTexts()[known]), key.key);
    const { sources, counter } = await judging.judge(document);
    const place = shots.layout.demonstrations.findIndex(({ header }) => holds(header, offset));
    const demonstration = shots.document.demonstrations[place];
    const header = shots.layout.demonstrations[place]?.header;
    if (demonstration !== undefined && header !== undefined) {
      return shown(asMarkdown(tokenText(shots.document, demonstration, counter)), header);
    }
    const source = sources.find(({ line }) => holds(line.range, offset));
    return source === undefined ? null : shown(sourceText(document, source), source.line.range);
  };
}

function tokenText(document: ShotsDocument, demonstration: Demonstration, counter: TokenCounter): string {
  const own = tokensOfDemonstration(document, demonstration, counter);
  const { budget } = document.frontMatter;
  const values = [own, tokensOf(document, counter), counter.name] as const;
  if (budget === undefined) {
    return plural(
      t,
      own,
      {
        one: "{0} token, of {1} of the whole prompt; counted by {2}.",
        other: "{0} tokens, of {1} of the whole prompt; counted by {2}.",
      },
      ...values,
    );
  }
  return plural(
    t,
    own,
    {
      one: "{0} token, of {1} of the whole prompt, whose budget is {3}; counted by {2}.",
      other: "{0} tokens, of {1} of the whole prompt, whose budget is {3}; counted by {2}.",
    },
    ...values,
    budget,
  );
}
