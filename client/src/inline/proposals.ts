import { EventEmitter, Range, ThemeColor, window, workspace, type Event, type TextDocument, type Uri } from "vscode";
import type { Disposing } from "../disposing.ts";
import { moveLines } from "./moveLines.ts";

/** An answer that was put into a document and is neither kept nor discarded yet. */
export interface Proposal {
  readonly uri: Uri;
  /** The question's line, below which it stands; from 0. */
  readonly line: number;
  /** Lines of it. */
  readonly count: number;
  /** What it took the place of, which comes back when it is discarded; lines. */
  readonly former: readonly string[];
}

export interface Proposals extends Disposing {
  add(proposal: Proposal): void;
  of(document: TextDocument): readonly Proposal[];
  /** The words stay, or are gone already. */
  remove(proposal: Proposal): void;
  readonly onDidChange: Event<void>;
}

/** Follows proposals through edits and marks them in the editors; one that is edited itself counts as kept. */
export function createProposals(): Proposals {
  const changed = new EventEmitter<void>();
  const look = window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new ThemeColor("diffEditor.insertedLineBackground"),
  });
  let all: readonly Proposal[] = [];
  const isOf = (document: TextDocument) => (proposal: Proposal) => proposal.uri.toString() === document.uri.toString();

  function show(): void {
    for (const editor of window.visibleTextEditors) {
      const ranges = all
        .filter(isOf(editor.document))
        .map(({ line, count }) => new Range(line + 1, 0, line + count, 0));
      editor.setDecorations(look, ranges);
    }
  }
  function set(next: readonly Proposal[]): void {
    if (next.length === all.length && next.every((proposal, at) => proposal === all[at])) return;
    all = next;
    show();
    changed.fire();
  }
  const following = [
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0) return;
      const here = isOf(document);
      set(all.flatMap((proposal) => (here(proposal) ? (moveLines(proposal, contentChanges) ?? []) : [proposal])));
    }),
    workspace.onDidCloseTextDocument((document) => set(all.filter((proposal) => !isOf(document)(proposal)))),
    window.onDidChangeVisibleTextEditors(show),
  ];
  return {
    add: (proposal) => set([...all, proposal]),
    of: (document) => all.filter(isOf(document)),
    remove: (proposal) => set(all.filter((other) => other !== proposal)),
    onDidChange: changed.event,
    dispose() {
      for (const one of following) one.dispose();
      look.dispose();
      changed.dispose();
    },
  };
}
