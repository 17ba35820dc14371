import { html, trusted } from "./html.ts";

/** A report of few-shot prompts as a page of its own. */
export function drawShotsReport(report: object): Promise<string> {
  return Promise.resolve(
    html`<!doctype html>
      <pre>${JSON.stringify(report, undefined, 2)}</pre>
      ${trusted("")}`.html,
  );
}
