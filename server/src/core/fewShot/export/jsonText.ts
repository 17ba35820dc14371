/** What an editor would show misleadingly, or take for a line end: JSON leaves it as it is. */
const unsafe = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** JSON whose texts hold nothing invisible: such characters are escaped, which changes nothing for a reader. */
export const jsonText = (value: unknown, indent?: number): string =>
  JSON.stringify(value, undefined, indent).replaceAll(
    unsafe,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
