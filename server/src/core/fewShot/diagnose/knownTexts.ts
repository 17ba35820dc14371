/** Texts to compare others with: `createNearDuplicates`, or what serves in its place. */
export interface KnownTexts {
  /** Remembers a text under the next number, from 0. */
  add(text: string): number;
  /** The texts that say the same as this one, exact ones first. */
  find(text: string): readonly { readonly index: number; readonly kind: "exact" | "near" }[];
}

export type CreateKnownTexts = () => KnownTexts;
