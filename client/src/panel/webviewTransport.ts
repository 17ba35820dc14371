import { Emitter, type DataCallback, type Message, type MessageReader, type MessageWriter } from "vscode-jsonrpc/node";

/** Both ends of a JSON-RPC connection over `postMessage`. */
export interface PanelTransport {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  /** Hands over a message that came from the webview. */
  receive(message: Message): void;
  /** Nothing passes any more, not even answers to questions that came before. */
  close(): void;
}

/** @param post sends to the webview; false when it is not there to take it. */
export function createPanelTransport(post: (message: Message) => Thenable<boolean>): PanelTransport {
  const readFailed = new Emitter<Error>();
  const writeFailed = new Emitter<[Error, Message | undefined, number | undefined]>();
  const partial = new Emitter<{ messageToken: number; waitingTime: number }>();
  const closed = new Emitter<undefined>();
  let deliver: DataCallback | undefined;
  let open = true;
  const dispose = (): void => {
    open = false;
    deliver = undefined;
  };
  return {
    reader: {
      onError: readFailed.event,
      onClose: closed.event,
      onPartialMessage: partial.event,
      listen(callback) {
        deliver = callback;
        return { dispose };
      },
      dispose,
    },
    writer: {
      onError: writeFailed.event,
      onClose: closed.event,
      async write(message) {
        // A hidden webview takes nothing; it asks for everything anew when it is shown.
        if (open) await post(message);
      },
      end: dispose,
      dispose,
    },
    receive: (message) => deliver?.(message),
    close: dispose,
  };
}
