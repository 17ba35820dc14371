/**
 * Four questions that could be asked of anything, by ISO 639-1 code: what their vectors have in common is how a question
 * in that language looks to the model, whatever it asks.
 */
export const generalQuestions: Readonly<Record<string, readonly string[]>> = {
  ar: ["ما اسم هذا الشيء؟", "من كتبه ومتى؟", "كيف يعمل ذلك؟", "لماذا حدث هذا؟"],
  cs: ["Jak se to jmenuje?", "Kdo to napsal a kdy?", "Jak to funguje?", "Proč se to stalo?"],
  de: ["Wie heißt das?", "Wer hat es geschrieben und wann?", "Wie funktioniert das?", "Warum ist das passiert?"],
  el: ["Πώς λέγεται αυτό;", "Ποιος το έγραψε και πότε;", "Πώς λειτουργεί;", "Γιατί συνέβη αυτό;"],
  en: ["What is the name of this?", "Who wrote it and when?", "How does it work?", "Why did this happen?"],
  es: ["¿Cómo se llama esto?", "¿Quién lo escribió y cuándo?", "¿Cómo funciona?", "¿Por qué ocurrió esto?"],
  fa: ["اسم این چیست؟", "چه کسی آن را نوشت و کی؟", "چگونه کار می‌کند؟", "چرا این اتفاق افتاد؟"],
  fi: ["Mikä tämän nimi on?", "Kuka sen kirjoitti ja milloin?", "Miten se toimii?", "Miksi näin tapahtui?"],
  fr: [
    "Comment cela s'appelle-t-il ?",
    "Qui l'a écrit et quand ?",
    "Comment cela fonctionne-t-il ?",
    "Pourquoi cela s'est-il produit ?",
  ],
  he: ["איך קוראים לזה?", "מי כתב את זה ומתי?", "איך זה עובד?", "למה זה קרה?"],
  hi: ["इसका नाम क्या है?", "इसे किसने और कब लिखा?", "यह कैसे काम करता है?", "ऐसा क्यों हुआ?"],
  id: ["Apa nama ini?", "Siapa yang menulisnya dan kapan?", "Bagaimana cara kerjanya?", "Mengapa ini terjadi?"],
  it: ["Come si chiama questo?", "Chi l'ha scritto e quando?", "Come funziona?", "Perché è successo?"],
  ja: [
    "これは何という名前ですか？",
    "誰がいつ書いたのですか？",
    "どのように機能しますか？",
    "なぜこうなったのですか？",
  ],
  ko: ["이것의 이름은 무엇입니까?", "누가 언제 그것을 썼습니까?", "어떻게 작동합니까?", "왜 이런 일이 일어났습니까?"],
  nl: ["Hoe heet dit?", "Wie heeft het geschreven en wanneer?", "Hoe werkt het?", "Waarom is dit gebeurd?"],
  pl: ["Jak to się nazywa?", "Kto to napisał i kiedy?", "Jak to działa?", "Dlaczego tak się stało?"],
  pt: ["Como se chama isto?", "Quem o escreveu e quando?", "Como funciona?", "Por que isso aconteceu?"],
  ru: ["Как это называется?", "Кто это написал и когда?", "Как это работает?", "Почему это случилось?"],
  sv: ["Vad heter detta?", "Vem skrev det och när?", "Hur fungerar det?", "Varför hände detta?"],
  th: ["สิ่งนี้เรียกว่าอะไร", "ใครเป็นคนเขียนและเขียนเมื่อไร", "มันทำงานอย่างไร", "ทำไมจึงเกิดขึ้น"],
  tr: ["Bunun adı nedir?", "Bunu kim ve ne zaman yazdı?", "Nasıl çalışır?", "Bu neden oldu?"],
  uk: ["Як це називається?", "Хто це написав і коли?", "Як це працює?", "Чому це сталося?"],
  vi: ["Cái này tên là gì?", "Ai đã viết nó và khi nào?", "Nó hoạt động như thế nào?", "Tại sao điều này xảy ra?"],
  zh: ["这叫什么名字？", "这是谁写的，什么时候写的？", "它是如何工作的？", "为什么会发生这种情况？"],
};
