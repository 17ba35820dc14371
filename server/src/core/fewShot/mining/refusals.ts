/** "The documents do not say.", by language. Another language is one more line; where there is none, English stands in. */
const refusals: Readonly<Record<string, string>> = {
  en: "The documents do not say.",
  fr: "Les documents ne le disent pas.",
  ru: "В документах об этом не сказано.",
  he: "המסמכים אינם אומרים זאת.",
  es: "Los documentos no lo dicen.",
  de: "Die Dokumente sagen es nicht.",
  it: "I documenti non lo dicono.",
  pt: "Os documentos não o dizem.",
  nl: "De documenten zeggen het niet.",
  pl: "Dokumenty tego nie mówią.",
  uk: "У документах про це не сказано.",
  ar: "لا تذكر الوثائق ذلك.",
  fa: "اسناد در این باره چیزی نمی‌گویند.",
  tr: "Belgeler bunu söylemiyor.",
  zh: "文档中没有说明。",
  ja: "文書には書かれていません。",
  ko: "문서에는 나와 있지 않습니다.",
};

export const refusalIn = (language: string): string => refusals[language] ?? "The documents do not say.";
