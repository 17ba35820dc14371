import { fold, normalise } from "../../../language/fold.ts";
import type { PairKind } from "../../pair.ts";

/** Names of two parts of a page that belong together: what is given, and what comes of it. */
export interface PartNames {
  readonly kind: Extract<PairKind, "fence" | "error" | "changelog" | "command" | "faq">;
  readonly input: RegExp;
  readonly output: RegExp;
}

/** The whole name, with a number or "example" beside it. */
const named = (names: string): RegExp =>
  new RegExp(
    `^(?:(?:sample|example|expected|the|exemple de|exemple d'|пример|דוגמת|دخل) )?(?:${names})(?: ?(?:example|exemple|sample|#?\\d{1,3}))?$`,
    "u",
  );

const results =
  "output|outputs|result|results|response|prints|sortie|resultat|reponse|вывод|вывода|выход|выхода|выходные данные|выходных данных|результат|результата|ответ|פלט|תוצאה|תגובה|salida|resultado|ausgabe|ergebnis|uscita|输出|結果|结果|出力";

/** In English, French, Russian, Hebrew, Spanish, German and more; accents, case and points do not count. */
export const partNames: readonly PartNames[] = [
  {
    kind: "fence",
    input: named(
      "input|inputs|given|request|prompt|entree|запрос|ввод|ввода|вход|входа|входные данные|входных данных|קלט|בקשה|entrada|eingabe|ingresso|输入|輸入|入力",
    ),
    output: named(results),
  },
  {
    kind: "command",
    input: named("command|commands|usage|run|commande|команда|פקודה|הפקודה|comando|befehl|命令"),
    output: named(results),
  },
  {
    kind: "error",
    input: named(
      "errors?|error message|problems?|symptoms?|issues?|bug|failure|erreur|message d'erreur|probleme|symptome|ошибка|проблема|симптом|неисправность|שגיאה|בעיה|תקלה|תסמין|fehler|fehlermeldung|error|problema|sintoma|خطا|مشكلة|错误|问题|エラー",
    ),
    output: named(
      "fix|fixes|solutions?|resolution|remedy|workaround|what to do|correction|correctif|remede|que faire|solution de contournement|решение|исправление|что делать|обходной путь|פתרון|תיקון|מה עושים|מה לעשות|losung|abhilfe|behebung|solucion|soluzione|حل|الحل|解决方案|解决办法|解決策",
    ),
  },
  {
    kind: "changelog",
    input: named(
      "before|old|previously|avant|ancien|было|раньше|до|прежде|לפני|קודם|ישן|antes|vorher|alt|prima|以前|之前",
    ),
    output: named("after|new|now|apres|nouveau|стало|теперь|после|אחרי|כעת|חדש|despues|nachher|neu|dopo|现在|之后"),
  },
  {
    kind: "faq",
    input: named("questions?|вопрос|שאלה|frage|pregunta|سؤال|问题|質問|질문"),
    output: named("answers?|reponse|ответ|תשובה|antwort|respuesta|جواب|إجابة|答案|回答|답변"),
  },
];

/** A name in the form in which it is compared. */
export const plainName = (name: string): string =>
  fold(normalise(name))
    .replace(/[*_`]/gu, "")
    .replace(/[\s:：.]+$/u, "")
    .replace(/\s+/gu, " ")
    .trim();
