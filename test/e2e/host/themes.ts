/** The four looks every part of the interface must be seen in. */
export type Theme = "dark" | "light" | "high contrast" | "high contrast light";

/** Names as VS Code 1.139 has them, and the class its window carries while a theme of that kind is on. */
export const themes: Readonly<Record<Theme, { readonly setting: string; readonly windowClass: string }>> = {
  dark: { setting: "Dark Modern", windowClass: "vs-dark" },
  light: { setting: "Light Modern", windowClass: "vs" },
  "high contrast": { setting: "Default High Contrast", windowClass: "hc-black" },
  "high contrast light": { setting: "Default High Contrast Light", windowClass: "hc-light" },
};
