/** A whole number as the person's language writes it: `2,757`. */
export const formatCount = (count: number, locale: string): string => new Intl.NumberFormat(locale).format(count);
