#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { exitCodes } from "./commandLine.ts";
import { answersCommand } from "./commands/answersCommand.ts";
import { askCommand } from "./commands/askCommand.ts";
import { doctorCommand } from "./commands/doctorCommand.ts";
import { egressCommand } from "./commands/egressCommand.ts";
import { evaluateCommand } from "./commands/evaluateCommand.ts";
import { indexCommand } from "./commands/indexCommand.ts";
import { mcpCommand } from "./commands/mcpCommand.ts";
import { modelCommand } from "./commands/modelCommand.ts";
import { runCommand } from "./commands/runCommand.ts";
import { searchCommand } from "./commands/searchCommand.ts";
import { shotsCommand } from "./commands/shots/shotsCommand.ts";
import { statusCommand } from "./commands/statusCommand.ts";
import { whyCommand } from "./commands/whyCommand.ts";

const program = new Command("ask-docs")
  .description("Ask your own documents, on your machine, in your language.")
  .showHelpAfterError("(add --help for the options)");

for (const command of [
  askCommand,
  searchCommand,
  indexCommand,
  statusCommand,
  whyCommand,
  runCommand,
  answersCommand,
  evaluateCommand,
  shotsCommand,
  modelCommand,
  mcpCommand,
  doctorCommand,
  egressCommand,
]) {
  program.addCommand(command().exitOverride());
}

try {
  await program.exitOverride().parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
}
