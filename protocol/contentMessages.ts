import { RequestType } from "vscode-jsonrpc";

/** What a panel asks of the extension host for what stands in answers: blocks of code, links. */

/** A block of code as the document has it: indentation and line ends, without the last line's end. */
export interface CodeParams {
  readonly code: string;
}

export const panelCopyCode = new RequestType<CodeParams, null, string>("panel/copyCode");
/** Puts code in place of the selections of the editor that was in front last; false where there is none that takes it. */
export const panelInsertCode = new RequestType<CodeParams, boolean, string>("panel/insertCode");

/**
 * Opens what a link leads to, as its title has it. What comes back is a sentence where nothing can be opened; `null`
 * also where the person did not want it opened.
 */
export const panelOpenLink = new RequestType<{ readonly target: string }, string | null, string>("panel/openLink");
