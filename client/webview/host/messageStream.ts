import {
  AbstractMessageReader,
  AbstractMessageWriter,
  Disposable,
  type DataCallback,
  type Message,
  type MessageReader,
  type MessageWriter,
} from "vscode-jsonrpc/browser";
import type { PostMessage } from "./vscodeApi.ts";

const isMessage = (data: unknown): data is Message =>
  typeof data === "object" && data !== null && "jsonrpc" in data && data.jsonrpc === "2.0";

/** Reads JSON-RPC messages that arrive at the window; everything else that arrives there is left alone. */
class WindowMessageReader extends AbstractMessageReader implements MessageReader {
  override listen(callback: DataCallback): Disposable {
    const receive = ({ data }: MessageEvent<unknown>): void => {
      if (isMessage(data)) callback(data);
    };
    window.addEventListener("message", receive);
    return Disposable.create(() => window.removeEventListener("message", receive));
  }
}

class PostMessageWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #post: PostMessage;

  constructor(post: PostMessage) {
    super();
    this.#post = post;
  }

  async write(message: Message): Promise<void> {
    this.#post(message);
  }

  end(): void {
    // The page's end is the connection's end.
  }
}

/** The two ends of JSON-RPC over `postMessage`. */
export function createMessageStream(post: PostMessage): {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
} {
  return { reader: new WindowMessageReader(), writer: new PostMessageWriter(post) };
}
