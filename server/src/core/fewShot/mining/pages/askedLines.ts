import type { Page } from "../../../evaluation/making/page.ts";
import { readable } from "../../../hover/markedTerm.ts";
import type { MinedPair } from "../minedPair.ts";

/** How a question and its answer are marked, language by language: English, French, Spanish, German, Russian, … */
const marks: readonly (readonly [question: string, answer: string])[] = [
  ["Q|Question", "A|Answer"],
  ["Q|Question", "R|Réponse|Reponse"],
  ["P|Pregunta", "R|Respuesta"],
  ["D|Domanda", "R|Risposta"],
  ["P|Pergunta", "R|Resposta"],
  ["F|Frage", "A|Antwort"],
  ["В|Вопрос", "О|Ответ"],
  ["ש|שאלה", "ת|תשובה"],
  ["س|سؤال", "ج|جواب"],
  ["问|問", "答"],
  ["질문|문", "답변|답"],
];

const lineStart = "(?:^|(?<=[\\r\\n]))[ \\t]*(?:>[ \\t]*)*(?:[-*+][ \\t]+|\\d{1,3}[.)][ \\t]+)?";
const marked = (words: string): string => `[*_]{0,3}(?:${words})[ \\t]?\\d{0,3}[*_]{0,3}[ \\t]*[.:：][*_]{0,3}[ \\t]*`;

const patterns = marks.map(
  ([question, answer]) =>
    new RegExp(
      `${lineStart}${marked(question)}(?<asked>\\S[^\\r\\n]{1,300}(?:(?:\\r\\n?|\\n)(?!\\s*(?:[>*_\\s-]|\\d{1,3}[.)])*(?:${answer})[\\s\\d]*[*_]*[.:：])[ \\t]*\\S[^\\r\\n]{0,300}){0,4})\\s+(?:>[ \\t]*)?(?:[-*+][ \\t]+)?${marked(answer)}(?<said>\\S[\\s\\S]{0,4000}?)(?=\\s*$|\\s*(?:\\r\\n?|\\n)\\s*(?:(?:\\r\\n?|\\n)|(?:[-*+>]|\\d{1,3}[.)])?[ \\t]*[*_]{0,3}(?:${question})[ \\t]?\\d{0,3}[*_]{0,3}[ \\t]*[.:：]))`,
      "gdu",
    ),
);

/** `Q: …` with `A: …` below it, in the letters and words that a dozen languages have for them. */
export function mineAskedLines({ text, blocks }: Page): readonly MinedPair[] {
  const codes = blocks.filter(({ kind }) => kind === "code");
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ index, groups, indices }): readonly MinedPair[] => {
      const [asked, said] = [groups?.["asked"] ?? "", groups?.["said"] ?? ""];
      const [start, end] = [indices?.groups?.["asked"]?.[0] ?? index, indices?.groups?.["said"]?.[1] ?? index];
      if (codes.some((code) => code.start <= start && start < code.end)) return [];
      const input = readable(asked);
      return input === "" ? [] : [{ input, output: said.trimEnd(), kind: "faq", start, end, confidence: 0.95 }];
    }),
  );
}
