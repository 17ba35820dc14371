const opening = "<think>";
const closing = "</think>";

/**
 * Leaves out what some models think aloud before their answer, between `<think>` and `</think>`.
 *
 * @returns a function from each piece of the answer to what is to be shown of it.
 */
export function createThinkingFilter(): (delta: string) => string {
  let state: "beginning" | "thinking" | "answering" = "beginning";
  let held = "";
  return (delta) => {
    if (state === "answering") return delta;
    held += delta;
    if (state === "beginning") {
      const start = held.trimStart();
      if (start.length < opening.length && opening.startsWith(start)) return "";
      if (start.startsWith(opening)) {
        state = "thinking";
        held = start.slice(opening.length);
      } else return answer(held);
    }
    const end = held.indexOf(closing);
    if (end >= 0) return answer(held.slice(end + closing.length).trimStart());
    held = held.slice(-closing.length);
    return "";
  };

  function answer(text: string): string {
    state = "answering";
    held = "";
    return text;
  }
}
