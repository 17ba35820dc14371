/** A whole number as the person's language writes it: `2,757`. */
export const formatCount = (count: number, locale: string): string => new Intl.NumberFormat(locale).format(count);

/** A count with its noun: `1 file`, `2,757 files`. */
export const countOf = (count: number, one: string, many: string, locale: string): string =>
  `${formatCount(count, locale)} ${count === 1 ? one : many}`;
