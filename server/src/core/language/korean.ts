const hangul = /^\p{Script=Hangul}+$/u;

/** Particles and endings that are written onto a noun, longest first. */
const endings = [
  "에서부터",
  "으로부터",
  "이라고는",
  "에서는",
  "에게서",
  "으로는",
  "으로서",
  "으로써",
  "이라고",
  "이라는",
  "입니다",
  "합니다",
  "됩니다",
  "했습니다",
  "됩니까",
  "합니까",
  "입니까",
  "인가요",
  "하나요",
  "되나요",
  "까지는",
  "부터는",
  "에서",
  "에게",
  "에는",
  "에도",
  "으로",
  "로서",
  "로써",
  "로는",
  "라고",
  "라는",
  "까지",
  "부터",
  "보다",
  "처럼",
  "마다",
  "만큼",
  "밖에",
  "조차",
  "이나",
  "이든",
  "이란",
  "하고",
  "하는",
  "하다",
  "하여",
  "해야",
  "하면",
  "한다",
  "되는",
  "되다",
  "된다",
  "되면",
  "께서",
  "과는",
  "와는",
  "들은",
  "들이",
  "들을",
  "들의",
  "을",
  "를",
  "은",
  "는",
  "이",
  "가",
  "의",
  "에",
  "로",
  "와",
  "과",
  "도",
  "만",
  "들",
  "나",
  "한",
  "할",
  "된",
  "될",
].sort((a, b) => b.length - a.length);

/**
 * The index terms of a Korean word: itself, itself without the particle that is written onto it, and that one's pairs of
 * syllables, because compound nouns are written together or apart.
 */
export function koreanTerms(word: string): readonly string[] {
  if (!hangul.test(word)) return [word];
  const ending = endings.find((each) => word.endsWith(each) && word.length - each.length >= 2);
  const bare = ending === undefined ? word : word.slice(0, -ending.length);
  const syllables = Array.from(bare);
  const pairs =
    syllables.length < 3 ? [] : syllables.slice(1).map((syllable, place) => (syllables[place] ?? "") + syllable);
  return [...new Set([word, bare, ...pairs])];
}
