import { env, ProgressLocation, window } from "vscode";
import type { TryShotsParams } from "../../../protocol/shotsMessages.ts";
import type { LanguageServer } from "../languageServer/languageServer.ts";
import type { Texts } from "../texts.ts";
import type { PromptTab } from "./promptTab.ts";

export interface TryingParts {
  readonly server: LanguageServer;
  readonly tab: PromptTab;
  readonly shotsTexts: Texts["shots"];
}

/**
 * Asks for an input, shows the prompt for it beside with its tokens, and copies or sends it where that is wanted.
 *
 * @param known the input, where it need not be asked for.
 */
export async function tryShots(parts: TryingParts, text: string, known?: string): Promise<void> {
  const { server, tab, shotsTexts: texts } = parts;
  const fields = await server.ask((to) => to.shotsFields(text));
  const given = known !== undefined && fields.given.length === 1 ? [known] : await askForInput(fields, texts);
  if (given === undefined) return;
  const params = { text, given };
  const { prompt, tokens, counter, budget, canSend } = await server.ask((to) => to.tryShots(params));
  await tab.show(texts.promptTitle(tokens), prompt);
  const chosen = await window.showInformationMessage(
    texts.prompt(tokens, counter, budget),
    texts.copy,
    ...(canSend ? [texts.send] : []),
  );
  if (chosen === texts.copy) await env.clipboard.writeText(prompt);
  if (chosen === texts.send) await send(parts, params);
}

/** A value for each field; undefined where the person has thought better of it. */
async function askForInput(
  { given }: { readonly given: readonly string[] },
  texts: Texts["shots"],
): Promise<readonly string[] | undefined> {
  const values: string[] = [];
  for (const [at, name] of given.entries()) {
    const title = texts.inputTitle(name, at + 1, given.length);
    const value = await window.showInputBox({ title, prompt: texts.inputPrompt, ignoreFocusOut: true });
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

async function send({ server, tab, shotsTexts: texts }: TryingParts, params: TryShotsParams): Promise<void> {
  const options = { location: ProgressLocation.Notification, title: texts.sending, cancellable: true };
  const sent = await window.withProgress(options, async (_progress, token) =>
    server
      .ask((to) => to.sendShots(params, token))
      .catch((error: unknown) => {
        if (token.isCancellationRequested) return undefined;
        throw error;
      }),
  );
  if (sent !== undefined) await tab.show(texts.written(sent.model), sent.written);
}
