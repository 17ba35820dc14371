import { commands, window, type Disposable, type LogOutputChannel } from "vscode";
import { messageOf } from "../messageOf.ts";
import type { Texts } from "../texts.ts";

/** Titles of commands by their ids. */
export type CommandTitles = ReadonlyMap<string, string>;

/** Reads them from the parsed `package.json`, which the editor gives in its own language. */
export function readCommandTitles(manifest: unknown): CommandTitles {
  const { contributes } = manifest as {
    readonly contributes?: { readonly commands?: readonly { readonly command: string; readonly title: string }[] };
  };
  return new Map((contributes?.commands ?? []).map(({ command, title }) => [command, title]));
}

export interface CommandReporting {
  readonly log: LogOutputChannel;
  readonly texts: Texts["errors"];
  /** Commands' titles as in the palette, by id. */
  readonly titles: CommandTitles;
}

/**
 * Registers a command that reports its own failure: the person has just run it, so they are told, with the log one
 * click away.
 */
export function registerCommand(
  { log, texts, titles }: CommandReporting,
  id: string,
  run: (given: unknown) => void | Promise<void>,
): Disposable {
  return commands.registerCommand(id, async (given: unknown) => {
    try {
      await run(given);
    } catch (error) {
      log.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      // Not awaited: the command is over, whether or not the message is answered.
      void window
        .showErrorMessage(texts.command(titles.get(id) ?? id, messageOf(error)), texts.showLog)
        .then((chosen) => {
          if (chosen !== undefined) log.show();
        });
    }
  });
}
