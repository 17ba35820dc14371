import { fold, normalise } from "../language/fold.ts";

const listOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s*,\s*/u).map(plainForm));

/** A word or phrase in the form in which this file's lists are compared: case, accents and spacing do not count. */
function plainForm(text: string): string {
  return fold(normalise(text)).replace(/\s+/gu, " ").trim();
}

/** Names of sections and labels that say how a text is laid out, not what a word means. */
const genericTerms = listOf(
  `introduction, intro, overview, background, about, example, examples, sample, note, notes, summary, abstract, conclusion,
  step, steps, usage, use, contents, table of contents, see also, topic, topics, related topics, related, important,
  warning, caution, tip, tips, hint, prerequisite, prerequisites, requirements, limitations, syntax, parameter, parameters,
  request, response, result, results, error, errors, output, input, console, next step, next steps, description, details,
  default, type, required, optional, name, value, values, key, date, version, status, faq, question, answer, purpose, scope,
  references, resources, further reading, more information, links, features, options, settings, configuration, changelog,
  history, license, licenses, appendix, index, glossary, procedure, instructions, troubleshooting, getting started,
  installation, install, code, command, data, time, day, year, month, people, contact, contacts, owner, author, action,
  actions, cause, causes, solution, resolution, problem, symptom, todo, done, yes, no, new, old, before, after, first, last,
  other, others, general, misc, rules, questions, answers, why, what, how, when, where, who,
  apercu, exemple, exemples, remarque, remarques, resume, etape, etapes, utilisation, sommaire, voir aussi, attention,
  avertissement, astuce, contenu, prerequis, erreur, erreurs, resultat, nom, valeur, contexte, objectif, objet, annexe,
  reponse, references, cause, quand, qui, quoi, ou, comment, pourquoi, table des matieres, generalites, conseils,
  введение, обзор, пример, примеры, примечание, примечания, заметка, заметки, итог, итоги, резюме, шаг, шаги,
  использование, содержание, см. также, смотрите также, важно, внимание, совет, советы, описание, требования, вывод,
  выводы, ошибка, ошибки, параметры, заключение, вопрос, ответ, кто, что, где, когда, почему, зачем, как, контакты,
  מבוא, הקדמה, סקירה, רקע, דוגמה, דוגמאות, הערה, הערות, סיכום, תקציר, שלב, שלבים, שימוש, תוכן, תוכן העניינים, ראו גם,
  חשוב, אזהרה, שימו לב, שים לב, טיפ, טיפים, תיאור, דרישות, שאלה, תשובה, שאלות, תשובות, מטרה, נספח, מי, מה, איפה, מתי,
  למה, איך, קישורים, אנשי קשר,
  introduccion, resumen, ejemplo, ejemplos, nota, notas, pasos, uso, contenido, vease tambien, importante, advertencia,
  einleitung, einfuhrung, ubersicht, beispiel, beispiele, hinweis, hinweise, zusammenfassung, schritte, verwendung, inhalt,
  siehe auch, wichtig, achtung, warnung, beschreibung, voraussetzungen,
  简介, 概述, 示例, 注意, 总结, 步骤, 用法, 目录, 说明`,
);

export const isGeneric = (term: string): boolean =>
  genericTerms.has(plainForm(term).replace(/[\s:：.]+$/u, "")) ||
  /^(?:step|etape|шаг|שלב|schritt|paso) ?\d/u.test(plainForm(term));

/** Words that carry grammar rather than meaning. */
const functionWords = listOf(
  `a, an, the, and, or, but, nor, not, of, to, in, on, at, by, for, from, with, without, as, into, onto, over, under, about,
  after, before, between, during, through, per, via, than, then, that, this, these, those, it, its, he, she, they, them,
  their, his, her, we, us, our, you, your, i, my, me, is, are, was, were, be, been, being, am, do, does, did, done, has,
  have, had, having, can, could, may, might, must, shall, should, will, would, if, when, where, who, whom, whose, which,
  what, why, how, there, here, all, any, both, each, few, more, most, other, some, such, no, only, own, same, so, too,
  very, just, also, up, down, out, off, again, once, because, while, until, else, yes, one, two, three, please,
  le, la, les, un, une, des, du, de, d, l, et, ou, mais, ni, a, au, aux, en, dans, sur, sous, par, pour, avec, sans, chez,
  vers, entre, que, qui, quoi, dont, quand, comment, pourquoi, ce, cet, cette, ces, il, elle, ils, elles, on, nous, vous,
  je, tu, se, sa, son, ses, leur, leurs, notre, nos, votre, vos, mon, ma, mes, est, sont, etait, etre, etait, avoir, ont,
  ne, pas, plus, si, tout, tous, toute, toutes, y, comme, donc,
  и, или, но, а, не, ни, в, во, на, с, со, к, ко, по, за, из, от, до, для, у, о, об, обо, при, про, без, над, под, через,
  между, что, чтобы, кто, где, когда, как, почему, зачем, если, то, это, этот, эта, эти, тот, та, те, он, она, оно, они,
  мы, вы, я, ты, его, ее, их, наш, ваш, мой, свой, был, была, было, были, быть, есть, будет, же, ли, бы, все, всё, весь,
  так, также, только, уже, еще, или,
  של, את, על, אל, אם, או, גם, כי, לא, אין, יש, זה, זו, זאת, אלה, אלו, הוא, היא, הם, הן, אני, אתה, את, אנחנו, אתם, מי,
  מה, איך, איפה, מתי, למה, כמה, כל, עם, בין, עד, מן, בלי, לפני, אחרי, תחת, מעל, רק, כבר, עוד, אך, אבל, כאשר, אשר, לפי,
  היה, היתה, הייתה, היו, יהיה, להיות, כן, שם, כאן, לו, לה, להם, בו, בה, בהם, ממנו, אותו, אותה, אותם, שלו, שלה, שלהם,
  el, los, las, una, unos, unas, y, o, con, sin, por, para, como, es, son, del, al, lo, su, sus, que, no, mas,
  der, die, das, ein, eine, einer, eines, einem, einen, und, oder, aber, nicht, im, am, zu, zum, zur, von, vom, mit, ohne,
  fur, aus, bei, nach, ist, sind, war, wird, werden, wie, wenn, ob, dass, er, sie, es, wir, ihr, auf, uber, den, dem`,
);

export const isFunctionWord = (word: string): boolean => functionWords.has(plainForm(word));

const marksGlossary =
  /\b(?:glossar(?:y|io|ium)?|terminology|vocabulary|abbreviations?|acronyms?|lexique|glossaire|vocabulaire|terminologie|sigles|abreviations|abkurzungen)\b|глоссари|словар|термин|сокращени|מונח|מילון|קיצורים|术语|词汇|词表|用語/u;

/** These say it only by themselves: a page on "job definitions" explains no words. */
const isGlossaryName =
  /^(?:(?:key|basic|important|useful|legal) )?(?:terms?(?: and definitions?| we use)?|definitions?(?: and terms?)?|begriffe|definiciones|terminos|определения|הגדרות)$/u;

/** Whether a title, tag, heading or file name says that what follows explains words. */
export function saysGlossary(name: string): boolean {
  const plain = plainForm(name);
  return marksGlossary.test(plain) || isGlossaryName.test(plain);
}

const namesTerm =
  /^(?:terms?|words?|abbreviations?|abbr\.?|acronyms?|short|short form|expression|concept|phrase|terme|mot|sigle|abreviation|notion|begriff|abkurzung|wort|termino|palabra|sigla)$|^(?:термин|слово|сокращение|аббревиатура|понятие|מונח|מושג|קיצור|מילה|ראשי תיבות|术语|词语|缩写|用語)/u;
const namesKey =
  /\b(?:parameters?|options?|flags?|settings?|keys?|variables?|fields?|metrics?|dimensions?|attributes?|propert(?:y|ies)|arguments?|codes?|errors?|exceptions?|commands?|names?|events?|elements?|conditions?|actions?|parametre|cle|champ|commande|erreur|variable|reglage|schlussel|fehler|campo|clave|opcion)\b|параметр|ключ|код|ошибк|команд|поле|переменн|настройк|פרמטר|מפתח|קוד|שגיאה|פקודה|שדה|הגדרה|משתנה|参数|选项|代码|错误/u;
const namesMeaning =
  /\b(?:meaning|definition|description|explanation|means|stands for|long form|full form|purpose|what it (?:is|does|means)|details?|notes?|sens|signification|definition|explication|role|forme longue|bedeutung|erklarung|beschreibung|significado|definicion|descripcion)\b|значени|определени|описани|расшифровк|пояснени|назначени|פירוש|הסבר|משמעות|תיאור|הגדרה|说明|描述|含义|定义|意味/u;

export const isTermHeader = (header: string): boolean => namesTerm.test(plainForm(header));
export const isKeyHeader = (header: string): boolean => namesKey.test(plainForm(header));
export const isMeaningHeader = (header: string): boolean => namesMeaning.test(plainForm(header));

const instructs = listOf(
  `choose, select, enter, specify, set, click, open, type, keep, leave, use, using, add, if, for, to, when, see, this, you,
  your, make, run, create, configure, provide, ensure, do, never, always, please, go, check, confirm, verify, accept, turn,
  enable, disable, update, delete, remove, install, download, copy, paste, save, press, clear, read, refer, we, it, in, on,
  at, with, by, from, as, because, after, before, instead, under, let, try, avoid, consider, required, default, optional,
  yes, no, increase, decrease, increases, decreases, manage, there, these, can, must, should, not, only, does, is, shows,
  choisissez, selectionnez, saisissez, indiquez, utilisez, cliquez, ouvrez, si, pour, quand, voir, vous, nous, il, elle,
  выберите, введите, укажите, нажмите, откройте, если, для, когда, см, вы, мы, используйте, проверьте,
  בחרו, בחר, הזינו, לחצו, פתחו, אם, כדי, כאשר, ראו, יש, wahlen, geben, klicken, wenn, fur, sie, elija, seleccione, haga`,
);

/** Whether an explanation begins as an instruction or an aside does rather than by saying what something is. */
export function beginsWithInstruction(text: string): boolean {
  const first = plainForm(/[\p{L}\p{M}]+/u.exec(text)?.[0] ?? "");
  return instructs.has(first) || /^\p{Script=Latin}{3,}ing$/u.test(first);
}
