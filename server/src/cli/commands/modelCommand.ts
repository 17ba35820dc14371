import { Command, Option } from "commander";
import type { Settings } from "../../../../protocol/settings.ts";
import { listModels, removeModel, type PresentModel } from "../../adapters/models/installedModels.ts";
import type { Result } from "../../core/result.ts";
import { exitCodes, type ExitCode } from "../commandLine.ts";
import type { InstallFlags } from "../installModel.ts";
import { installRootOf, modelRootsOf } from "../modelRoots.ts";
import { failModel, languagesAsText, sizeAsText } from "../modelTexts.ts";
import { settingsOf } from "../openFolder.ts";
import { createOutput, type Output } from "../output.ts";
import { untilInterrupted } from "../untilInterrupted.ts";

interface ModelFlags {
  readonly set?: readonly string[];
  readonly json?: boolean;
}

type ModelAction = (settings: Settings, output: Output, signal: AbortSignal) => Promise<ExitCode>;

/** `model`: which embedding models there are; installs and removes them. */
export const modelCommand = (): Command =>
  new Command("model")
    .description("list, install and remove embedding models")
    .addCommand(withCommonOptions(listCommand()).exitOverride())
    .addCommand(withCommonOptions(installCommand()).exitOverride())
    .addCommand(withCommonOptions(removeCommand()).exitOverride());

const withCommonOptions = (command: Command): Command =>
  command
    .option("--set <key=value...>", "a setting, with its name in the editor")
    .option("--json", "write JSON to stdout");

const listCommand = (): Command =>
  new Command("list").description("list the models that are there").action((flags: ModelFlags) =>
    runOnModels(flags, async (settings, output) => {
      const models = await listModels(modelRootsOf(settings));
      const used = settings["askDocs.model.name"];
      if (output.json) output.result(JSON.stringify({ models, used, folder: installRootOf(settings) }));
      else output.result(models.map((model) => modelAsText(model, model.name === used)).join("\n"));
      return exitCodes.done;
    }),
  );

const installCommand = (): Command =>
  new Command("install")
    .description("install a model from the hub, once you have agreed, or from a folder")
    .argument("[name]", "the model's name at the hub: owner/name")
    .option("--from <folder>", "take it from a folder with the hub's layout instead")
    .option("--as <name>", "what a model from a folder is to be called")
    .option("--revision <revision>", "a commit, branch or tag (default: the setting, else the main branch)", "")
    .option("--sha256 <hash>", "what the weights must be", (value) => value.toLowerCase())
    .addOption(
      new Option("--pooling <how>", "how its vectors are pooled, where its files do not tell").choices(["mean", "cls"]),
    )
    .option("--question-prefix <text>", "what goes before a question")
    .option("--passage-prefix <text>", "what goes before a passage")
    .option("--yes", "agree to the installation without being asked")
    .action((name: string | undefined, flags: InstallFlags & ModelFlags, command: Command) => {
      if ((name === undefined) === (flags.from === undefined))
        command.error("Give the name of a model at the hub, or --from and a folder.", {
          exitCode: exitCodes.wrongUsage,
        });
      if (flags.sha256 !== undefined && !/^[0-9a-f]{64}$/u.test(flags.sha256))
        command.error("--sha256 takes 64 hexadecimal digits.", { exitCode: exitCodes.wrongUsage });
      return runOnModels(flags, async (settings, output, signal) => {
        // Loaded only now: no other command needs an HTTP client.
        const { installLocal, installRemote } = await import("../installModel.ts");
        return name === undefined
          ? installLocal(flags, settings, output, signal)
          : installRemote(name, flags, settings, output, signal);
      });
    });

const removeCommand = (): Command =>
  new Command("remove")
    .description("remove an installed model")
    .argument("<name>", "its name, as the list has it")
    .action((name: string, flags: ModelFlags) =>
      runOnModels(flags, async (settings, output) => {
        const removed = await removeModel(installRootOf(settings), name);
        if (!removed.ok) return failModel(removed.failure, output);
        output.result(output.json ? JSON.stringify({ removed: name }) : `${name} is removed.`);
        return exitCodes.done;
      }),
    );

function modelAsText(model: PresentModel, used: boolean): string {
  const { name, kind, bytes, dimensions, licence, languages, revision, problem } = model;
  const facts = [
    kind,
    sizeAsText(bytes),
    `${dimensions} dimensions`,
    licence,
    ...(languages === undefined ? [] : [languagesAsText(languages)]),
    ...(revision === undefined ? [] : [`commit ${revision.slice(0, 12)}`]),
  ];
  return `${used ? "*" : " "} ${name}: ${facts.join(", ")}${problem === undefined ? "" : `\n    ${problem}`}`;
}

/** Reads the settings, runs the action until Ctrl-C, and sets the exit code. */
async function runOnModels(flags: ModelFlags, action: ModelAction): Promise<void> {
  const output = createOutput(flags.json === true);
  const settings: Result<Settings> = settingsOf(flags);
  if (!settings.ok) {
    output.note(settings.failure.message);
    process.exitCode = exitCodes.wrongUsage;
    return;
  }
  await untilInterrupted(async (signal) => {
    const code = await action(settings.value, output, signal);
    process.exitCode = signal.aborted ? 130 : code;
  });
}
