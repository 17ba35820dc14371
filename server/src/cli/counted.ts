/** `1 question is`, `5 questions are`. */
export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
