import { isFunctionWord } from "../hover/vocabulary.ts";
import { fold, normalise } from "../language/fold.ts";

const listOf = (words: string): ReadonlySet<string> =>
  new Set(words.split(/\s+/u).map((word) => fold(normalise(word))));

/** Words that turn what a sentence says: denials, numbers, amounts, times, and what has an opposite. */
const turning: Readonly<Record<string, ReadonlySet<string>>> = {
  en: listOf(`no not never none nor without only except unless instead cannot zero one two three four five six seven eight
    nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty
    seventy eighty ninety hundred hundreds thousand thousands million millions billion first second third fourth fifth
    sixth seventh eighth ninth tenth last next half quarter double triple twice once hourly daily nightly weekly monthly
    quarterly yearly annually annual second seconds minute minutes hour hours day days night nights week weeks month months
    year years before after above below over under on off in out up down from until since more less fewer most least
    minimum maximum min max all any some each every both few many always often sometimes rarely may might must can should
    shall will would could allow allowed allows forbid forbidden forbids deny denied enable enabled enables disable disabled
    disables true false yes left right old new older newer open opened close closed start started stop stopped add added
    remove removed accept accepted reject rejected required optional public private internal external read write
    increase increased decrease decreased higher lower early earlier late later valid invalid active inactive morning
    evening noon midnight today tomorrow yesterday black white red green blue yellow north south east west`),
  fr: listOf(`ne pas non jamais aucun aucune sans seulement sauf zero un une deux trois quatre cinq six sept huit neuf dix
    onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent cents mille million millions
    premier premiere deuxieme troisieme dernier derniere demi double fois jour jours nuit semaine semaines mois an ans annee
    annees heure heures minute minutes seconde secondes quotidien quotidienne hebdomadaire mensuel mensuelle annuel annuelle
    avant apres dessus dessous plus moins minimum maximum tous toutes tout toute chaque toujours souvent parfois peut doit
    peuvent doivent interdit autorise active desactive vrai faux oui gauche droite ancien nouveau ouvert ferme obligatoire
    facultatif rouge vert bleu jaune noir blanc nord sud est ouest matin soir midi minuit`),
  ru: listOf(`не ни нет никогда без только кроме ноль один одна одно одного одной два две двух три трех трёх четыре
    четырех пять пяти шесть шести семь семи восемь восьми девять девяти десять десяти двадцать двадцати тридцать тридцати
    сорок сорока пятьдесят пятидесяти шестьдесят семьдесят восемьдесят девяносто девяноста сто ста двести триста тысяча
    тысячи тысяч миллион первый первая второй вторая третий третья последний половина дважды раз раза день дня дней дни
    ночь неделя недели недель неделю месяц месяца месяцев год года лет час часа часов минут минуты минуту секунд секунды
    ежедневно еженедельно ежемесячно ежегодно до после выше ниже над под больше меньше более менее минимум максимум все
    всех каждый каждая любой всегда часто иногда редко можно нельзя нужно должен должна должны может могут запрещено
    разрешено включен включена выключен выключена да левый правый старый новый открыт закрыт обязательно красный зеленый
    синий желтый черный белый утром вечером днем ночью`),
  es: listOf(`no nunca sin solo solamente excepto cero uno una dos tres cuatro cinco seis siete ocho nueve diez once doce
    veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento mil millon primero primera segundo segunda
    tercero ultimo ultima medio doble vez veces dia dias noche semana semanas mes meses ano anos hora horas minuto minutos
    diario diaria semanal mensual anual antes despues encima debajo mas menos minimo maximo todos todas todo toda cada
    siempre puede debe pueden deben prohibido permitido verdadero falso si izquierda derecha viejo nuevo abierto cerrado`),
  de: listOf(`nicht kein keine nie niemals ohne nur außer null ein eine zwei drei vier fünf sechs sieben acht neun zehn elf
    zwölf zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend erste zweite dritte letzte halb
    doppelt einmal zweimal tag tage tagen nacht woche wochen monat monate monaten jahr jahre jahren stunde stunden minute
    minuten täglich wöchentlich monatlich jährlich vor nach über unter mehr weniger mindestens höchstens alle jeder jede
    immer oft manchmal darf muss kann soll verboten erlaubt wahr falsch ja links rechts alt neu offen geschlossen`),
};

const calendars = new Map<string, ReadonlySet<string>>();

/** The names of a language's months and days of the week. */
function calendarOf(language: string): ReadonlySet<string> {
  const known = calendars.get(language);
  if (known !== undefined) return known;
  const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2024, month, 1)));
  const days = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2024, 0, day + 1)));
  const names = [
    ...months.flatMap((date) =>
      [{ month: "long" } as const, { month: "long", day: "numeric" } as const].map((form) => [date, form] as const),
    ),
    ...days.map((date) => [date, { weekday: "long" } as const] as const),
  ].flatMap(
    ([date, form]) =>
      new Intl.DateTimeFormat(language, { ...form, timeZone: "UTC" }).format(date).match(/\p{L}+/gu) ?? [],
  );
  const calendar = new Set(names.map((name) => fold(normalise(name))));
  calendars.set(language, calendar);
  return calendar;
}

/**
 * Whether two texts can say the same although one has this word and the other has not. `word` as written. Only small
 * words, and in languages whose turning words are known also plain words in small letters: never names or numbers.
 */
export function saysLittle(word: string, language: string): boolean {
  const known = turning[language];
  const plain = fold(normalise(word));
  if (known === undefined) return false;
  if (known.has(plain) || calendarOf(language).has(plain)) return false;
  return /^\p{Ll}+$/u.test(word) || isFunctionWord(word);
}
