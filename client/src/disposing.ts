/** Something to let go of; what the editor's own `Disposable` is, without its class. */
export interface Disposing {
  dispose(): void;
}
