import { commands, window, type Disposable, type LogOutputChannel } from "vscode";
import { messageOf } from "../messageOf.ts";
import type { Texts } from "../texts.ts";

export interface CommandReporting {
  readonly log: LogOutputChannel;
  readonly texts: Texts["errors"];
}

/**
 * Registers a command that reports its own failure: the person has just run it, so they are told, with the log one
 * click away.
 *
 * @param title as in the palette, for the message.
 */
export function registerCommand(
  { log, texts }: CommandReporting,
  id: string,
  title: string,
  run: (given: unknown) => void | Promise<void>,
): Disposable {
  return commands.registerCommand(id, async (given: unknown) => {
    try {
      await run(given);
    } catch (error) {
      log.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      // Not awaited: the command is over, whether or not the message is answered.
      void window.showErrorMessage(texts.command(title, messageOf(error)), texts.showLog).then((chosen) => {
        if (chosen !== undefined) log.show();
      });
    }
  });
}
