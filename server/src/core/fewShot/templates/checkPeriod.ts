import type { ShotsDocument } from "../shotsDocument.ts";
import { namedValues } from "./renderPrompt.ts";
import { templateOf, type TextTemplate } from "./template.ts";

/** Where a rendered prompt is not periodic: a model would read a pattern other than the one that was meant. */
export interface PeriodFault {
  /** The demonstration's place, from 0. */
  readonly demonstration: number;
  readonly field?: string;
  /**
   * `separator`: the field holds what stands between two demonstrations; `literal`: it holds what the template writes
   * before or after a field; `fields`: the demonstration has other fields, or another order of them, than the first.
   */
  readonly kind: "separator" | "literal" | "fields";
  /** What was found, as it would stand in the prompt. */
  readonly found: string;
}

/**
 * Proves that each demonstration is laid out as the others are, and that no field holds what the template sets around
 * fields: else a field would end early and another demonstration begin. Empty where the prompt is periodic.
 */
export function checkPeriod({ frontMatter, demonstrations }: ShotsDocument): readonly PeriodFault[] {
  const template = templateOf(frontMatter.template);
  const shown = demonstrations.map(namedValues);
  const names = shown[0]?.map(({ name }) => name) ?? [];
  return shown.flatMap((fields, demonstration): readonly PeriodFault[] => {
    const own = fields.map(({ name }) => name);
    if (own.length !== names.length || own.some((name, at) => name !== names[at]))
      return [{ demonstration, kind: "fields", found: own.join(", ") }];
    if (template.kind === "chat" || template.keepsPeriod) return [];
    return fields.flatMap(({ name, value }) => {
      const fault = faultOf(template, names, value);
      return fault === undefined ? [] : [{ demonstration, field: name, ...fault }];
    });
  });
}

function faultOf(
  template: TextTemplate,
  names: readonly string[],
  value: string,
): Pick<PeriodFault, "kind" | "found"> | undefined {
  const written = template.escape(value);
  const literals = template.literals(names);
  const boundary = (literals.at(-1) ?? "") + template.separator + (literals[0] ?? "");
  if (written.includes(boundary)) return { kind: "separator", found: boundary };
  // The first piece begins a demonstration only after a separator.
  const literal = literals.slice(1).find((piece) => isTelling(piece) && written.includes(piece));
  return literal === undefined ? undefined : { kind: "literal", found: literal };
}

/** Only what a person would not write inside a sentence tells where a field ends: `\nlabel: `, `</text>`, `Q: `. */
const isTelling = (piece: string): boolean => /\S/u.test(piece) && /[^\p{L}\p{N}\s]/u.test(piece);
