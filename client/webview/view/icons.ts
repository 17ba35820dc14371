import { svg, type SVGTemplateResult } from "lit";

const icon = (paths: SVGTemplateResult): SVGTemplateResult => svg`<svg
  class="icon" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.2"
  stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;

/** The panel's pictures, drawn in the colour of the text around them. */
export const icons = {
  send: icon(svg`<path d="M8 13V3.5M4 7.2 8 3.2l4 4"></path>`),
  stop: icon(svg`<rect x="4" y="4" width="8" height="8" rx="1" fill="currentColor"></rect>`),
  copy: icon(svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1.2"></rect>
    <path d="M3.5 10.5h-.3a.7.7 0 0 1-.7-.7V3.2c0-.4.3-.7.7-.7h6.6c.4 0 .7.3.7.7v.3"></path>`),
  insert: icon(svg`<path d="M5.5 3.5h8v9h-8M2 8h6.5M6.3 5.6 8.7 8l-2.4 2.4"></path>`),
  done: icon(svg`<path d="m3.5 8.5 3 3 6-7"></path>`),
  right: icon(svg`<circle cx="8" cy="8" r="5.5"></circle><path d="m5.6 8.2 1.7 1.7 3.2-3.6"></path>`),
  wrong: icon(svg`<circle cx="8" cy="8" r="5.5"></circle><path d="m6 6 4 4M10 6l-4 4"></path>`),
  again: icon(svg`<path d="M13 8a5 5 0 1 1-1.5-3.6M13 2.5v2.6h-2.6"></path>`),
  tryWith: icon(svg`<path d="M2.5 5.5h9M9 3l2.5 2.5L9 8M13.5 10.5h-9M7 8l-2.5 2.5L7 13"></path>`),
  warning: icon(svg`<path d="M8 2.5 14 13H2L8 2.5ZM8 6.5v3.2M8 11.4v.1"></path>`),
  info: icon(svg`<circle cx="8" cy="8" r="5.5"></circle><path d="M8 7.5v3M8 5.4v.1"></path>`),
  why: icon(svg`<circle cx="8" cy="8" r="5.5"></circle>
    <path d="M6.4 6.4a1.6 1.6 0 1 1 2.3 1.5c-.5.2-.7.6-.7 1.1M8 10.8v.1"></path>`),
  sent: icon(svg`<path d="M2.5 8.5 13.5 3l-3.2 10.5-2.6-4.2-5.2-.8ZM7.7 9.3 13.5 3"></path>`),
  without: icon(svg`<path d="M3 4h10M3 12h10"></path><path d="M3 8h3M10 8h3" stroke-dasharray="1.5 1.5"></path>`),
  shots: icon(svg`<path d="M6 4h7.5M6 8h7.5M6 12h7.5M2.5 4h1M2.5 8h1M2.5 12h1"></path>`),
  plain: icon(svg`<path d="M3.5 2.5h9v11h-9zM5.5 5.5h5M5.5 8h5M5.5 10.5h3"></path>`),
  down: icon(svg`<path d="m4 6 4 4 4-4"></path>`),
  close: icon(svg`<path d="m4 4 8 8M12 4l-8 8"></path>`),
  lock: icon(
    svg`<rect x="3.5" y="7" width="9" height="6.5" rx="1"></rect><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2"></path>`,
  ),
  search: icon(svg`<circle cx="7" cy="7" r="4.3"></circle><path d="m10.2 10.2 3.3 3.3"></path>`),
  documents: svg`<svg class="emblem" viewBox="0 0 48 48" width="48" height="48" fill="none" stroke="currentColor"
    stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
    <path d="M14 10h14l8 8v20a2 2 0 0 1-2 2H14a2 2 0 0 1-2-2V12a2 2 0 0 1 2-2Z"></path>
    <path d="M28 10v8h8M18 24h12M18 29h12M18 34h7"></path></svg>`,
} as const;
