import { html, nothing, type TemplateResult } from "lit";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-progress-bar/index.js";
import { actionLabel, type NoteAction, type StatusNote } from "../text/statusText.ts";
import { icons } from "./icons.ts";

/** What is to be said about the index, above the box for the question. */
export function statusNoteList(notes: readonly StatusNote[], act: (action: NoteAction) => void): TemplateResult {
  return html`<div class="notes">${notes.map((note) => statusNote(note, act))}</div>`;
}

function statusNote({ tone, text, progress, actions }: StatusNote, act: (action: NoteAction) => void): TemplateResult {
  const picture = actions.includes("manageTrust") ? icons.lock : tone === "info" ? nothing : icons.warning;
  return html`<div class="note ${tone}">
    <div class="note-line">
      ${picture}<span class="note-text" dir="auto">${text}</span>
      ${actions.length === 0 ? nothing : html`<span class="note-actions">${actions.map((action) => actionLink(action, act))}</span>`}
    </div>
    ${progress === undefined ? nothing : progressBar(text, progress)}
  </div>`;
}

const actionLink = (action: NoteAction, act: (action: NoteAction) => void): TemplateResult =>
  html`<button type="button" class="link-button" @click=${() => act(action)}>${actionLabel(action)}</button>`;

const progressBar = (label: string, progress: NonNullable<StatusNote["progress"]>): TemplateResult =>
  progress === "endless"
    ? html`<vscode-progress-bar aria-label=${label} indeterminate></vscode-progress-bar>`
    : html`<vscode-progress-bar
        aria-label=${label}
        .value=${progress.value}
        .max=${progress.max}
      ></vscode-progress-bar>`;
