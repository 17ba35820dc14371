import { questionLanguages } from "../../../answering/questions/questionLanguages.ts";

/** The marks that end a question in any script, and what people add behind: a remark in brackets, a closing quote. */
const marked = /(?:[?？؟՞⸮]|(?<=\p{Script=Greek}\s*);)[\s"'»”’*_]*(?:[(（][^()（）]{1,40}[)）]?)?[\s.]*$/u;

/** Phrases of questions to a search box, with which a title begins as often. */
const titles = new Set(["define", "meaning of", "steps to", "définition", "дайте определение"]);

const phrases = questionLanguages
  .flatMap(({ questions }) => Object.values(questions).flat())
  .filter((phrase) => !titles.has(phrase));

/** Words that a question begins with, which a relative clause or a title may begin with too. */
const beginnings = new RegExp(`^(?:${phrases.join("|")})(?![\\p{L}\\p{N}\\p{M}])`, "iu");

const longest = 250;

/** "marked": it ends with a question mark of any script; "worded": it begins as a question does in a known language. */
export type QuestionForm = "marked" | "worded";

/** Whether a line asks something, and how that shows; undefined where it does not. */
export function questionForm(line: string): QuestionForm | undefined {
  const text = line.trim();
  if (text.length > longest || !/\p{L}{2}|\p{Script=Han}/u.test(text)) return undefined;
  if (marked.test(text)) return "marked";
  return beginnings.test(text.normalize("NFKC").replaceAll("\u2019", "'")) ? "worded" : undefined;
}
