import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createLanguageWords } from "../answering/questions/languageWords.ts";
import { questionLanguages } from "../answering/questions/questionLanguages.ts";
import { createQuestionPhrases } from "../answering/questions/questionType.ts";
import { createFollowUps, type FollowUp } from "./followUp.ts";

const read = createFollowUps({
  languages: questionLanguages,
  phraseOf: createQuestionPhrases(questionLanguages),
  languageWords: createLanguageWords(questionLanguages),
});

type Case = readonly [previous: string, question: string, kind: FollowUp["kind"], rewritten?: string];

const cases: readonly Case[] = [
  ["How long are backups kept?", "Why?", "alone", "Why are backups kept?"],
  ["How long are backups kept?", "And why?", "alone", "why are backups kept?"],
  ["Who approves a purchase?", "When?", "alone", "When: who approves a purchase?"],
  ["How do I install it in version 1?", "And in version 2?", "opener", "How do I install it in version 2?"],
  ["What changed in 2024?", "and in 2025?", "opener", "What changed in 2025?"],
  ["How do I install the agent for Linux?", "and for Windows?", "opener", "How do I install the agent for Windows?"],
  ["What is the hotel limit in Leeds?", "What about Lyon?", "opener", "What is the hotel limit in Lyon?"],
  ["What is the hotel limit in Leeds?", "And in Haifa?", "opener", "What is the hotel limit in Haifa?"],
  ["What is the hotel limit in Leeds in 2024?", "and in 2025?", "opener", "What is the hotel limit in Leeds in 2025?"],
  ["How long are backups kept?", "And for sealed copies?", "opener", "How long are backups kept for sealed copies?"],
  ["How much are the dues?", "How about large institutions?", "opener", "How much are the dues large institutions?"],
  ["What is Lanternfold?", "When was it founded?", "pronoun", "When was it founded Lanternfold?"],
  ["Who is Tamsin Okoro?", "Where does she work?", "pronoun", "Where does she work Tamsin Okoro?"],
  ["How long are backups kept? lang:en", "Why?", "alone", "Why are backups kept? lang:en"],
  ["How long are backups kept? lang:en", "Why? lang:fr", "alone", "Why are backups kept? lang:fr"],
  ["How long are backups kept?", "Who approves a purchase?", "newTopic"],
  ["How long are backups kept?", "What are the core hours?", "newTopic"],
  ["How long are backups kept?", "And what are the core hours in Leeds?", "newTopic"],
  ["How long are backups kept?", "And can I work from another country?", "newTopic"],
  ["How long are backups kept?", "Is there a quiet room?", "newTopic"],
  ["How long are backups kept?", "Andrew's phone number?", "newTopic"],
  ["How long are backups kept?", "Is it allowed to install my own software?", "newTopic"],
  ["How long are backups kept?", "error E1042", "newTopic"],
  ["How long are backups kept?", "", "newTopic"],
  ["Why?", "And in 2025?", "newTopic"],

  ["כמה זמן נשמרים הגיבויים?", "למה?", "alone", "למה נשמרים הגיבויים?"],
  ["כמה זמן נשמרים הגיבויים?", "ולמה?", "alone", "למה נשמרים הגיבויים?"],
  ["מה השתנה בגרסה 1?", "ובגרסה 2?", "opener", "מה השתנה בגרסה 2?"],
  ["מה השתנה בשנת 2024?", "ובשנת 2025?", "opener", "מה השתנה בשנת 2025?"],
  ["מתי נפתח המשרד בלידס?", "ובחיפה?", "opener", "מתי נפתח המשרד בחיפה?"],
  ["מה שעות הפתיחה של אולם הקריאה ביום ראשון?", "ובשלישי?", "opener", "מה שעות הפתיחה של אולם הקריאה ביום שלישי?"],
  ["מתי פתוח האולם ביום שני?", "ובשלישי?", "opener", "מתי פתוח האולם ביום שלישי?"],
  ["מתי פתוח האולם ביום שני?", "ביום שלישי?", "newTopic"],
  ["מתי פתוח האולם ביום שני?", "וביום חמישי?", "opener", "מתי פתוח האולם ביום חמישי?"],
  ["מתי פתוח האולם בלידס ביום שני?", "ובחיפה?", "opener", "מתי פתוח האולם בחיפה ביום שני?"],
  ["כמה זמן נשמרים הגיבויים?", "מה הוא הסגר?", "newTopic"],
  ["כמה זמן נשמרים הגיבויים?", "מה הם תנאי האחסון?", "newTopic"],
  ["כמה זמן נשמרים הגיבויים?", "ומה היא גניזה רכה?", "newTopic"],
  ["כמה זמן נשמרים הגיבויים?", "מי הם המתנדבים?", "newTopic"],
  ["כמה זמן נשמרים הגיבויים?", "האם הסגר הוא חובה?", "newTopic"],
  ["מה זה עותק חתום?", "כמה זמן הוא נשמר?", "pronoun"],
  ["מה זה עותק חתום?", "האם הוא מוצפן?", "pronoun"],
  ["מי זאת נועה בן־ארצי?", "מה היא עושה?", "pronoun"],
  ["מה תפוקת הסורק השטוח?", "ומה עם סורק הספרים?", "opener", "מה תפוקת הסורק השטוח סורק הספרים?"],
  ["מי זאת נועה בן־ארצי?", "איפה היא עובדת?", "pronoun", "איפה היא עובדת נועה בן ארצי?"],
  ["מי ניהל את המשרד?", "מתי הוא נפתח?", "pronoun", "מתי הוא נפתח ניהל המשרד?"],
  ["כמה זמן נשמרים הגיבויים?", "מי מאשר רכישה?", "newTopic"],
  ["כמה זמן נשמרים הגיבויים?", "ועדת האוספים", "newTopic"],
  ["כמה זמן נשמרים הגיבויים?", "ותק של עובדים", "newTopic"],
  ["כמה זמן נשמרים הגיבויים?", "איך מזמינים את חדר הישיבות?", "newTopic"],
  ["כמה זמן נשמרים הגיבויים?", "האם יש השתתפות בנסיעות?", "newTopic"],
  ["כמה זמן נשמרים הגיבויים?", "מה זה חוזה?", "newTopic"],

  ["Сколько хранятся копии?", "Почему?", "alone", "Почему хранятся копии?"],
  ["Сколько хранятся копии?", "А почему?", "alone", "почему хранятся копии?"],
  ["Что изменилось в версии 1?", "А в версии 2?", "opener", "Что изменилось в версии 2?"],
  ["Что изменилось в 2024 году?", "А в 2025?", "opener", "Что изменилось в 2025 году?"],
  ["Как настроить агент для Linux?", "А для Windows?", "opener", "Как настроить агент для Windows?"],
  ["Когда открылся офис в Лидсе?", "А в Хайфе?", "opener", "Когда открылся офис в Хайфе?"],
  ["Сколько хранятся копии?", "А опечатанные копии?", "opener", "Сколько хранятся копии опечатанные копии?"],
  ["Кто такая Ирина Соловьёва?", "Где она работает?", "pronoun", "Где она работает такая Ирина Соловьёва?"],
  ["Что такое эскалация?", "Кто её начинает?", "pronoun", "Кто её начинает эскалация?"],
  ["Сколько хранятся копии?", "Когда обращение закрывается само?", "newTopic"],
  ["Сколько хранятся копии?", "Можно ли вести два обращения сразу?", "newTopic"],
  ["Сколько хранятся копии?", "И когда закрывается обращение клиента?", "newTopic"],
  ["Сколько хранятся копии?", "Архив в Лидсе", "newTopic"],
  ["Сколько хранятся копии?", "Ирина Соловьёва", "newTopic"],

  ["Combien de temps garde-t-on les copies ?", "Pourquoi ?", "alone", "Pourquoi garde-t-on les copies?"],
  ["Combien coûte la zone 1 ?", "Et la zone 2 ?", "opener", "Combien coûte la zone 2?"],
  ["Quels étaient les tarifs en 2024 ?", "Et en 2025 ?", "opener", "Quels étaient les tarifs en 2025?"],
  [
    "Comment installer le client pour Linux ?",
    "Et pour Windows ?",
    "opener",
    "Comment installer le client pour Windows?",
  ],
  ["Quand a ouvert le bureau de Lyon ?", "Et de Leeds ?", "opener", "Quand a ouvert le bureau de Leeds?"],
  ["Qui est Bastien Roumégas ?", "Où travaille-t-il ?", "pronoun"],
  ["Qui est Noa Ben-Artzi ?", "Où travaille-t-elle ?", "pronoun"],
  ["Combien coûte la zone 1 ?", "Combien de salles y a-t-il ?", "newTopic"],
  ["Combien coûte la zone 1 ?", "Quelle est la remise des membres ?", "newTopic"],
  ["Combien coûte la zone 1 ?", "Et peut-on travailler depuis un autre pays ?", "newTopic"],
  ["Combien coûte la zone 1 ?", "Étage du télétravail", "newTopic"],
  ["Combien coûte la zone 1 ?", "Comment réserver une salle ?", "newTopic"],
];

for (const [previous, question, kind, rewritten] of cases) {
  test(`After “${previous}”, “${question}” is read as ${kind}`, () => {
    const found = read(question, { question: previous });
    assert.equal(found.kind, kind, found.question);
    if (kind === "newTopic") assert.equal(found.question, question);
    if (rewritten !== undefined) assert.equal(found.question, rewritten);
  });
}

test("A question alone takes over the heading of the answer before", () => {
  const found = read("Why?", { question: "How long are backups kept?", heading: "Retention of backups" });
  assert.equal(found.question, "Why are backups kept (Retention)?");
  const other = read("Why?", {
    question: "What is the default value of maxRetryCount?",
    heading: "На каком языке отвечать",
  });
  assert.equal(other.question, "Why: what is the default value of maxRetryCount?");
});

test("Without a question before, every question is a new topic", () => {
  assert.deepEqual(read("Why?", undefined), { kind: "newTopic", question: "Why?" });
});

test("Any text is read, bounded, and passed through as a new topic unless it is rewritten", () => {
  const texts = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...cases.flatMap(([a, b]) => [a, b])));
  fc.assert(
    fc.property(texts, texts, fc.string(), (question, previous, heading) => {
      const found = read(question, { question: previous, heading });
      assert.ok(found.question.length <= question.length + 1100);
      if (found.kind === "newTopic") assert.equal(found.question, question);
    }),
  );
});
