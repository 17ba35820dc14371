import type { AnswerView, CitationView, Place, SearchView } from "../../../protocol/views.ts";
import { isolate } from "../../../protocol/isolate.ts";
import { escapeMarkdown } from "../panel/answerMarkdown.ts";
import type { Texts } from "../texts.ts";

/** What is written into the editor's chat, piece by piece. `anchor` is a link within the text, `reference` one below it. */
export type ChatPart =
  | { readonly kind: "markdown"; readonly text: string }
  | { readonly kind: "anchor"; readonly place: Place; readonly title: string }
  | { readonly kind: "reference"; readonly place: Place };

/** Characters of a passage or place that are shown beside its link. */
const excerptLength = 300;

const markdown = (text: string): ChatPart => ({ kind: "markdown", text });
const anchor = (place: Place): ChatPart => ({ kind: "anchor", place, title: titleOf(place) });

/** The editor puts a link's title into Markdown as it is: what would end the link there does not stand in it. */
const titleOf = ({ path, range: { start } }: Place): string =>
  `${path.replaceAll(/[[\]`<>\\\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, "_")}:${start.line + 1}`;

/** Words as they are, without mark-up of their own, in one line. The editor's chat takes what stands between `$` for a formula. */
const plain = (words: string): string =>
  escapeMarkdown(isolate(words.toWellFormed().trim().replaceAll(/\s+/g, " "))).replaceAll("$", () => "\\$");

/** The beginning of a document's words. */
const excerpt = (words: string): string =>
  plain(words.length > excerptLength ? `${words.trim().slice(0, excerptLength)}…` : words);

const noticeParts = (notices: readonly string[]): readonly ChatPart[] =>
  notices.length === 0 ? [] : [markdown(`\n\n${notices.map((notice) => `*${plain(notice)}*`).join("\n\n")}`)];

/** An answer: each sentence with links to the exact places that it rests on; or that there is none, with the nearest places. */
export function answerParts(answer: AnswerView, texts: Texts): readonly ChatPart[] {
  const { askedAs, notices } = answer;
  return [
    ...(askedAs === undefined ? [] : [markdown(`*${excerpt(texts.docsChat.askedAs(askedAs))}*\n\n`)]),
    ...(answer.abstained ? nearestParts(answer.nearest, texts.markdown) : sentenceParts(answer, texts.markdown)),
    ...noticeParts(notices),
  ];
}

function sentenceParts({ sentences, citations }: AnswerView, texts: Texts["markdown"]): readonly ChatPart[] {
  const byNumber = new Map(citations.map((citation) => [citation.n, citation]));
  return [
    ...sentences.flatMap(({ text, support, citations: numbers }) => {
      const mark = support === "supported" ? "" : ` *(${support === "partly" ? texts.partly : texts.unsupported})*`;
      const places = numbers.flatMap((n) => byNumber.get(n)?.place ?? []);
      return [
        markdown(`${plain(text)}${mark} `),
        ...places.flatMap((place) => [anchor(place), markdown(" ")]),
        markdown("\n\n"),
      ];
    }),
    ...citations.map(({ place }): ChatPart => ({ kind: "reference", place })),
  ];
}

function nearestParts(nearest: readonly CitationView[], texts: Texts["markdown"]): readonly ChatPart[] {
  return [
    markdown(`${texts.noAnswer}\n\n`),
    ...(nearest.length === 0 ? [] : [markdown(`${texts.nearest}:\n\n`)]),
    ...nearest.flatMap(({ place, quote, shortfall }) => [
      markdown("- "),
      anchor(place),
      markdown(` ${excerpt(quote)}${shortfall === undefined ? "" : ` *${plain(shortfall)}*`}\n`),
    ]),
  ];
}

/** What a search found, a line each. */
export function searchParts(query: string, { hits, notices }: SearchView, texts: Texts): readonly ChatPart[] {
  return [
    ...(hits.length === 0 ? [markdown(excerpt(texts.docsChat.nothing(query)))] : []),
    ...hits.flatMap(({ place, breadcrumb, text }) => [
      markdown("- "),
      anchor(place),
      markdown(`${breadcrumb.length === 0 ? "" : ` **${breadcrumb.map(excerpt).join(" › ")}**`} ${excerpt(text)}\n`),
    ]),
    ...noticeParts(notices),
  ];
}
