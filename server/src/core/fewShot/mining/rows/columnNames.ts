import { fold, normalise } from "../../../language/fold.ts";

const listOf = (words: string): ReadonlyMap<string, number> =>
  new Map(words.split(/[\s,]+/u).map((word, rank) => [fold(normalise(word)), rank]));

/** Names of columns that a model is given, the surest first. */
const inputs = listOf(
  `question query prompt instruction input utterance text sentence message review comment tweet source request
  document_text body content document post email article abstract passage paragraph question_text user problem symptom error
  before term word phrase title headline subject name
  demande texte entrée entree phrase requête avant terme mot titre problème erreur
  вопрос запрос ввод текст предложение сообщение отзыв до термин слово заголовок проблема ошибка
  שאלה קלט טקסט משפט הודעה לפני מונח מילה כותרת בעיה שגיאה
  pregunta entrada texto mensaje frage eingabe satz nachricht vorher begriff domanda testo pergunta
  سؤال نص 问题 問題 输入 文本 句子 質問 テキスト 질문`,
);

/** Names of columns that a model is to write, the surest first. */
const outputs = listOf(
  `label_text label_name label category class sentiment intent topic tag emotion gold answer response completion output
  target reply translation summary definition meaning explanation solution fix resolution after assistant result labels
  étiquette catégorie classe réponse sortie traduction résumé définition sens solution après résultat
  метка категория класс тема тональность ответ вывод перевод определение значение решение после результат
  תווית קטגוריה סיווג נושא תשובה פלט תרגום הגדרה פירוש פתרון אחרי תוצאה
  etiqueta categoría clase respuesta salida traducción solución kategorie klasse antwort ausgabe übersetzung lösung nachher
  risposta categoria resposta إجابة جواب تصنيف 答案 回答 标签 類別 类别 输出 解决方案 ラベル 답변`,
);

/** Of those the ones whose values are classes, whatever the rows hold. */
const labels = listOf(
  `label_text label_name label labels category class sentiment intent topic tag emotion étiquette catégorie classe метка
  категория класс тема тональность תווית קטגוריה סיווג נושא etiqueta categoría clase kategorie klasse categoria تصنيف 标签
  類別 类别 ラベル`,
);

/** Two columns that only together are what a model is given. */
export const joint: readonly (readonly [string, string])[] = [
  ["premise", "hypothesis"],
  ["sentence1", "sentence2"],
  ["text1", "text2"],
  ["question1", "question2"],
  ["context", "question"],
  ["passage", "question"],
  ["instruction", "input"],
];

/** Columns that name the document that a row came from. */
const groups = listOf("group document doc doc_id document_id page_id thread thread_id conversation_id url");

const keyOf = (name: string): string => fold(normalise(name.trim())).replace(/[\s-]+/gu, "_");

export const inputRank = (name: string): number | undefined => inputs.get(keyOf(name));
export const outputRank = (name: string): number | undefined => outputs.get(keyOf(name));
export const namesLabel = (name: string): boolean => labels.has(keyOf(name));
export const namesGroup = (name: string): boolean => groups.has(keyOf(name));
export const isColumn = (name: string, key: string): boolean => keyOf(name) === key;
