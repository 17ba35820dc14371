import type { EgressRecord, EgressView } from "../../../protocol/egressMessages.ts";
import { directionOfLanguage } from "../../../protocol/translate.ts";
import type { EgressTexts } from "./egressTexts.ts";

/** What the page is made of, besides the record. */
export interface EgressPage {
  readonly texts: EgressTexts;
  /** A BCP 47 tag. */
  readonly locale: string;
  /** Unguessable, new for every page. */
  readonly nonce: string;
  /** Commands of the page's two links. */
  readonly commands: { readonly refresh: string; readonly clear: string };
}

/** The page that shows what left this machine: two tables without script; its links run the extension's commands. */
export function buildEgressHtml(view: EgressView, { texts, locale, nonce, commands }: EgressPage): string {
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" });
  const bytes = new Intl.NumberFormat(locale, { style: "unit", unit: "byte", unitDisplay: "long" });
  const away = view.records.filter(({ isLocal }) => !isLocal);
  const local = view.records.filter(({ isLocal }) => isLocal);
  const since = dates.format(view.since ?? Date.now());
  const { columns } = texts;

  function where({ scheme, host, path, proxy }: EgressRecord): string {
    const by = proxy === undefined ? "" : `<br>${escape(texts.byProxy(proxy))}`;
    if (scheme === "editor") return `${escape(texts.editorModel(path, host))}${by}`;
    // An address reads from left to right in any language.
    return `<code dir="ltr">${escape(`${scheme}://${host}${path}`)}</code>${by}`;
  }

  function passagesOf({ passages, folder }: EgressRecord): string {
    if (passages.length === 0) return escape(texts.noPassages);
    const places = passages.map(
      ({ path, startOffset, endOffset }) =>
        `<li><bdi dir="ltr">${escape(path)}</bdi>, ${escape(texts.characters(startOffset, endOffset))}</li>`,
    );
    const of = folder === undefined ? "" : `<p><code dir="ltr">${escape(folder)}</code></p>`;
    return `<details><summary>${escape(texts.passages(passages.length))}</summary>${of}<ul>${places.join("")}</ul></details>`;
  }

  const rowOf = (record: EgressRecord): string =>
    [
      "<tr>",
      `<th scope="row"><time datetime="${new Date(record.at).toISOString()}">${escape(dates.format(record.at))}</time></th>`,
      `<td>${where(record)}</td>`,
      `<td>${escape(texts.purpose(record.purpose))}</td>`,
      `<td class="number">${escape(bytes.format(record.bytesOut))}</td>`,
      `<td class="number">${escape(bytes.format(record.bytesIn))}</td>`,
      `<td>${escape(texts.outcome(record.outcome, record.status))}</td>`,
      `<td>${passagesOf(record)}</td>`,
      "</tr>",
    ].join("");

  function tableOf(id: string, title: string, records: readonly EgressRecord[]): string {
    if (records.length === 0) return "";
    const heads = [
      columns.when,
      columns.where,
      columns.purpose,
      columns.out,
      columns.in,
      columns.outcome,
      columns.passages,
    ];
    return [
      `<h2 id="${id}">${escape(title)}</h2>`,
      // Wider than a narrow tab: it scrolls by itself, by keyboard too.
      `<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0"><table aria-labelledby="${id}">`,
      `<thead><tr>${heads.map((head) => `<th scope="col">${escape(head)}</th>`).join("")}</tr></thead>`,
      `<tbody>${records.map(rowOf).join("\n")}</tbody></table></div>`,
    ].join("\n");
  }

  return [
    "<!doctype html>",
    `<html lang="${escape(locale)}" dir="${directionOfLanguage(locale)}">`,
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escape(texts.title)}</title>`,
    `<style nonce="${nonce}">${style}</style>`,
    "</head>",
    "<body><main>",
    `<h1>${escape(texts.title)}</h1>`,
    `<p class="sum">${escape(away.length === 0 ? texts.nothing(since) : texts.left(away.length, since))}</p>`,
    view.problem === undefined ? "" : `<p class="problem">${escape(view.problem)}</p>`,
    `<p class="actions"><a role="button" href="command:${commands.refresh}">${escape(texts.refresh)}</a> <a role="button" href="command:${commands.clear}">${escape(texts.clear)}</a></p>`,
    tableOf("away", texts.away, away),
    tableOf("local", texts.local, local),
    view.omitted === 0 ? "" : `<p>${escape(texts.omitted(view.omitted))}</p>`,
    `<p class="note">${escape(texts.note(`\u2068${view.place}\u2069`))}</p>`,
    "</main></body>",
    "</html>",
  ].join("\n");
}

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`).replace(/[\u202A-\u202E]/g, "");

const style = `
body { padding: 0 1.5rem 2rem; color: var(--vscode-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); line-height: 1.5; }
h1 { font-size: 1.6em; font-weight: 600; margin: 1.2rem 0 0.4rem; }
h2 { font-size: 1.2em; font-weight: 600; margin: 1.6rem 0 0.4rem; }
.sum { font-size: 1.1em; }
.problem { border-inline-start: 3px solid var(--vscode-editorWarning-foreground, currentColor); padding-inline-start: 0.6rem; }
.note { max-width: 70ch; }
.actions a { display: inline-block; min-height: 24px; padding: 3px 12px; margin-inline-end: 0.5rem; border-radius: 2px; text-decoration: none; color: var(--vscode-button-secondaryForeground, var(--vscode-button-foreground)); background: var(--vscode-button-secondaryBackground, var(--vscode-button-background)); border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent)); }
.actions a:hover { background: var(--vscode-button-secondaryHoverBackground, var(--vscode-button-hoverBackground)); }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: 0.35rem 0.8rem 0.35rem 0; padding-inline: 0 0.8rem; border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, currentColor)); font-weight: normal; }
thead th { font-weight: 600; white-space: nowrap; }
tbody th, .number { white-space: nowrap; font-variant-numeric: tabular-nums; }
td:nth-child(2) { min-width: 14rem; }
code { font-family: var(--vscode-editor-font-family); overflow-wrap: anywhere; }
summary { cursor: pointer; min-height: 24px; }
ul { margin: 0.2rem 0; padding-inline-start: 1.2rem; }
`;
