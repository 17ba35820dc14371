import { fold, normalise } from "../../../language/fold.ts";

const names =
  /\bf\.?a\.?q\.?s?\b|\bq ?& ?a\b|\bfrequently asked\b|\bquestions? (?:and|&) answers?\b|\bcommon questions\b|\bfoire aux questions\b|\bquestions? (?:frequentes?|courantes?|(?:et )?reponses?)\b|\bpreguntas (?:frecuentes|y respuestas)\b|\bhaufig(?:e|ste|) (?:gestellte )?fragen\b|\bfragen und antworten\b|\bdomande frequenti\b|\bperguntas frequentes\b|част[а-я]* (?:задаваем[а-я]* )?вопрос|вопрос[а-я]* и ответ|вопросы-ответы|שאלות (?:נפוצות|ותשובות)|שו״ת|الأسئلة (?:الشائعة|المتكررة)|常见问题|常見問題|よくある質問|자주 (?:묻는|하는) 질문/u;

/** Whether a title or heading says that what stands below are frequently asked questions, in any of a dozen languages. */
export const saysFaq = (name: string): boolean => names.test(normalise(name)) || names.test(fold(normalise(name)));
