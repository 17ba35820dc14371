import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { startCpuTime } from "../../../../../test/support/cpuTime.ts";
import { createLanguageWords } from "./languageWords.ts";
import type { QuestionType } from "./questionLanguage.ts";
import { questionLanguages } from "./questionLanguages.ts";
import { createQuestionTyping } from "./questionType.ts";

const typeOf = createQuestionTyping(questionLanguages);

const asked: readonly (readonly [QuestionType, readonly string[]])[] = [
  [
    "time",
    [
      "When was it signed?",
      "In which year did it open?",
      "מתי נחתם ההסכם?",
      "באיזו שנה נוסד?",
      "Когда открылась выставка?",
      "В каком году это было?",
      "Quand a-t-il ouvert ?",
      "En quelle année ?",
    ],
  ],
  [
    "duration",
    [
      "How long are backups kept?",
      "כמה זמן נשמרים הגיבויים?",
      "Как долго хранятся копии?",
      "Сколько дней длится отпуск?",
      "Combien de temps les garde-t-on ?",
      "Combien de jours de congé ?",
    ],
  ],
  [
    "quantity",
    [
      "How many rooms are there?",
      "כמה חדרים יש?",
      "Сколько комнат?",
      "Combien de salles y a-t-il ?",
      "What percentage of users agreed?",
    ],
  ],
  ["person", ["Who wrote it?", "מי כתב את זה?", "Кто это написал?", "Qui l'a écrit ?", "By whom was it made?"]],
  [
    "place",
    [
      "Where is the archive?",
      "איפה הארכיון?",
      "Где находится архив?",
      "Où se trouvent les archives ?",
      "In which city was it found?",
    ],
  ],
  ["reason", ["Why did it fail?", "למה זה נכשל?", "Почему это не сработало?", "Pourquoi a-t-il échoué ?"]],
  ["steps", ["How do I rotate the keys?", "איך מחליפים מפתחות?", "Как настроить ключи?", "Comment changer les clés ?"]],
  ["definition", ["What is a lease?", "What does TTL mean?", "מה זה חוזה?", "Что такое аренда?", "Que signifie TTL ?"]],
  ["command", ["Which command starts it?", "איזו פקודה מפעילה אותו?", "Quelle commande le démarre ?"]],
  ["other", ["What happened then?", "Расскажи о музее.", "Wie viele Zimmer gibt es?", "这是什么？", ""]],
];

for (const [type, questions] of asked)
  test(`what asks for ${type} is told by its words`, () => {
    assert.deepEqual(
      questions.map((question) => [question, typeOf(question)]),
      questions.map((question) => [question, type]),
    );
  });

test("any text has a type, in bounded time", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 2000 }), (text) => {
      const spent = startCpuTime();
      assert.equal(typeof typeOf(text), "string");
      assert.ok(spent() < 200);
    }),
    { numRuns: 200 },
  );
  const spent = startCpuTime();
  assert.equal(typeOf(`${"what does ".repeat(20_000)}?`), "other");
  assert.ok(spent() < 500);
});

test("words are found in lists whatever their case, in Hebrew behind its prefixes too", () => {
  const { listsOf, isFunctionWord } = createLanguageWords(questionLanguages);
  assert.ok(listsOf("en").holds("months", "May"));
  assert.ok(listsOf("he").holds("months", "בינואר"));
  assert.ok(listsOf("he").holds("durations", "לשנתיים"));
  assert.ok(!listsOf("he").holds("function", "בשל2"));
  assert.ok(!listsOf("de").holds("months", "Mai"), "a language without data has empty lists");
  assert.ok(isFunctionWord("combien") && isFunctionWord("Что") && !isFunctionWord("archive"));
  assert.deepEqual(listsOf("en").find("reason", "It failed because of rain."), [{ start: 10, end: 20 }]);
});
