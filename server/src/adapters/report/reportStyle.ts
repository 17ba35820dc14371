/**
 * The look of the report. In the editor colours and fonts are the theme's; in a browser they follow the system's light or
 * dark; the editor's own orange and colour of warnings are too pale to be read in most themes. Lengths follow the direction of the text.
 */
export const reportStyle = `
:root {
  color-scheme: light dark;
  --text: var(--vscode-foreground, light-dark(#1f2328, #d6d9dd));
  --muted: var(--vscode-descriptionForeground, light-dark(#5b6470, #9da5b0));
  --line: var(--vscode-editorWidget-border, light-dark(#d5d9df, #40464e));
  --back: var(--vscode-editor-background, light-dark(#fff, #1e2126));
  --link: var(--vscode-textLink-foreground, light-dark(#0b62c4, #6cb2ff));
  --warning: light-dark(#8a5a00, #e6b450);
  --good: var(--vscode-charts-green, light-dark(#2b7a33, #7ac47f));
  --bm25: light-dark(#b85c00, #e69a4c);
  --vector: var(--vscode-charts-purple, light-dark(#7a3fb0, #c09af0));
  --hybrid: var(--vscode-charts-blue, light-dark(#0b62c4, #6cb2ff));
  --question-first: var(--vscode-charts-green, light-dark(#2b7a33, #7ac47f));
  --series-1: light-dark(#0b62c4, #6cb2ff);
  --series-2: light-dark(#b85c00, #e69a4c);
  --series-3: light-dark(#2b7a33, #7ac47f);
  --series-4: light-dark(#7a3fb0, #c09af0);
  --series-5: light-dark(#b3273c, #f2858f);
  --series-6: light-dark(#00727a, #4fc4cc);
  --series-7: light-dark(#6b5b00, #cdbb45);
  --series-8: light-dark(#5b6470, #b3bac4);
}
body.vscode-dark, body.vscode-high-contrast:not(.vscode-high-contrast-light) { color-scheme: dark; }
body.vscode-light, body.vscode-high-contrast-light { color-scheme: light; }
body {
  background: var(--back);
  color: var(--text);
  font: var(--vscode-font-size, 14px)/1.5 var(--vscode-font-family, system-ui, sans-serif);
  margin: 0 auto;
  max-inline-size: 62em;
  padding: 16px 24px 48px;
}
h1 { font-size: 1.5em; font-weight: 600; margin-block: 0 4px; }
h2 { font-size: 1.15em; font-weight: 600; margin-block: 28px 8px; }
p, ul, figure { margin-block: 0 10px; }
figure { margin: 20px 0 10px; overflow-x: auto; }
figcaption, .facts, .note, caption { color: var(--muted); font-size: 0.92em; }
a { color: var(--link); }
a:focus-visible, .wide:focus-visible, figure:focus-visible, summary:focus-visible {
  outline: 1px solid var(--vscode-focusBorder, currentColor);
  outline-offset: 1px;
}
ul { padding-inline-start: 20px; }
svg { direction: ltr; display: block; font-family: inherit; max-inline-size: 100%; block-size: auto; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { caption-side: bottom; padding-block-start: 6px; text-align: start; }
th, td { border-block-end: 1px solid var(--line); padding-block: 5px; padding-inline: 0 12px; text-align: start; vertical-align: top; }
th { font-weight: 600; }
.number { direction: ltr; text-align: right; unicode-bidi: isolate; white-space: nowrap; }
.interval { color: var(--muted); display: block; font-size: 0.85em; font-weight: 400; }
.warnings { border-inline-start: 3px solid var(--warning); list-style: none; margin-block: 16px; padding-inline-start: 12px; }
.warnings li { margin-block: 4px; }
.missed { inline-size: 100%; }
.missed .question { inline-size: 60%; overflow-wrap: anywhere; }
.asked { font-weight: 600; }
.place { overflow-wrap: anywhere; }
.first { color: var(--good); }
.none { color: var(--warning); }
.confusion td { min-inline-size: 2.5em; }
.confusion thead th, .confusion tbody th { max-inline-size: 12em; overflow-wrap: anywhere; white-space: normal; }
.confusion td, .confusion thead th { padding-inline: 6px; }
.contrast { inline-size: 100%; }
.contrast td { max-inline-size: 30em; overflow-wrap: anywhere; white-space: pre-wrap; }
.contrast td + td { max-inline-size: 14em; }
details { margin-block: 0 10px; }
summary { cursor: pointer; margin-block-end: 4px; }
.right { background: color-mix(in srgb, var(--good) 22%, transparent); }
.mistaken { background: color-mix(in srgb, var(--warning) 22%, transparent); }
.better { color: var(--good); }
.wrong { color: var(--warning); font-size: 0.9em; }
`;
