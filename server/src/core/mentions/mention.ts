/** A part of one folder that a question may be asked of. Paths are relative to the folder, with `/`. */
export type FolderPart =
  | { readonly kind: "file"; readonly path: string }
  /** With everything below it. */
  | { readonly kind: "folder"; readonly path: string }
  /** All sections of the file that stand under these headings, from the outside in. */
  | { readonly kind: "heading"; readonly path: string; readonly headings: readonly string[] };
