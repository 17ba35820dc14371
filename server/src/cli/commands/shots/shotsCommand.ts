import { Command } from "commander";
import { buildCommand } from "./buildCommand.ts";
import { evaluateShotsCommand } from "./evaluateShotsCommand.ts";
import { exportCommand } from "./exportCommand.ts";
import { mineCommand } from "./mineCommand.ts";

/** `shots`: few-shot prompts from the folder's own documents. */
export const shotsCommand = (): Command =>
  new Command("shots")
    .description("mine pairs from documents, build few-shot prompts of them, measure their worth, export them")
    .addCommand(mineCommand().exitOverride())
    .addCommand(buildCommand().exitOverride())
    .addCommand(evaluateShotsCommand().exitOverride())
    .addCommand(exportCommand().exitOverride());
