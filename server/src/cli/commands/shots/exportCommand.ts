import { readFile, writeFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { Command, Option } from "commander";
import { decodeText } from "../../../core/documents/decode.ts";
import { parseShots } from "../../../core/fewShot/document/parseShots.ts";
import { exportSourceOf } from "../../../core/fewShot/export/exported.ts";
import { exportFormats, exportShots, type ExportFormat } from "../../../core/fewShot/export/exportShots.ts";
import { exitCodes, type ExitCode } from "../../commandLine.ts";
import { createOutput, type Output } from "../../output.ts";

interface ExportFlags {
  readonly to: ExportFormat;
  readonly out: string;
  readonly json?: boolean;
}

/** Faults that are named, at most. */
const faultsNamed = 100;

/** `shots export`: a `.shots` document in another tool's format. */
export const exportCommand = (): Command =>
  new Command("export")
    .description("write a .shots document in another tool's format, provenance included")
    .argument("<file>", "the .shots document")
    .addOption(new Option("--to <format>", "the format").choices([...exportFormats]).makeOptionMandatory())
    .requiredOption("--out <path>", "the file to write")
    .option("--json", "write JSON to stdout")
    .action(async (file: string, flags: ExportFlags) => {
      process.exitCode = await exportFile(file, flags, createOutput(flags.json === true));
    });

async function exportFile(file: string, { to, out }: ExportFlags, output: Output): Promise<ExitCode> {
  const read = await readFile(resolve(file)).then(
    (bytes) => decodeText(bytes),
    (error: unknown) => messageOf(error),
  );
  if (typeof read === "string") {
    output.note(`${file} cannot be read (${read}).`);
    return exitCodes.wrongUsage;
  }
  if (!read.ok) {
    output.note(`${file}: ${read.failure.message}`);
    return exitCodes.wrongUsage;
  }
  const { text } = read.value;
  const { document, faults, layout } = parseShots(text);
  const lineOf = (offset: number): number => text.slice(0, offset).split("\n").length;
  for (const { range, message } of faults.slice(0, faultsNamed))
    output.note(`${file}:${lineOf(range.start)}: ${message}`);
  if (faults.length > faultsNamed) output.note(`${file}: and ${faults.length - faultsNamed} more faults.`);
  if (faults.some(({ kind }) => kind === "unknown-version")) return exitCodes.failed;
  const found = exportSourceOf(document, basename(file).replace(/\.shots$/u, ""));
  if (found === undefined) {
    output.note(`${file} has no demonstration with something given and an output: nothing is written.`);
    return exitCodes.failed;
  }
  const { source, leftOut } = found;
  for (const at of leftOut.slice(0, faultsNamed)) {
    const line = lineOf(layout.demonstrations[at]?.header.start ?? 0);
    output.note(`${file}:${line}: This demonstration is left out: its fields are not those of most.`);
  }
  const { text: written, beside, notes } = exportShots(source, to);
  for (const note of notes) output.note(note);
  const files = [out, ...(beside === undefined ? [] : [`${out}${beside.ending}`])];
  try {
    await writeFile(resolve(out), written);
    if (beside !== undefined) await writeFile(resolve(`${out}${beside.ending}`), beside.text);
  } catch (error) {
    output.note(`${out} cannot be written (${messageOf(error)}).`);
    return exitCodes.failed;
  }
  const count = source.examples.length;
  output.result(
    output.json
      ? JSON.stringify({ files, format: to, demonstrations: count, leftOut: leftOut.length })
      : `${files.join(" and ")}: ${count} ${count === 1 ? "demonstration" : "demonstrations"} as ${to}.`,
  );
  return exitCodes.done;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
