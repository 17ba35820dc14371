import type { Command } from "commander";
import type { EgressRecord, EgressView } from "../../../../protocol/egressMessages.ts";
import { exitCodes, folderCommand } from "../commandLine.ts";
import { modelRecordOf } from "../modelRoots.ts";
import { indexDirOf, openEgressLog, settingsOf, type FolderFlags } from "../openFolder.ts";
import { createOutput } from "../output.ts";

interface EgressFlags extends FolderFlags {
  readonly json?: boolean;
  readonly clear?: boolean;
}

/** `egress`: what has left this machine, by the record beside the folder's index and that beside the installed models. */
export const egressCommand = (): Command =>
  folderCommand("egress", "show what left this machine: when, where to, how much, and which passages")
    .option("--clear", "delete the record")
    .action((flags: EgressFlags) => {
      const output = createOutput(flags.json === true);
      const settings = settingsOf(flags);
      if (!settings.ok) {
        output.note(settings.failure.message);
        process.exitCode = exitCodes.wrongUsage;
        return;
      }
      const logs = [indexDirOf(flags), modelRecordOf(settings.value)].map((place) =>
        openEgressLog(place, output, true),
      );
      try {
        if (flags.clear === true) for (const log of logs) log.clear();
      } catch (error) {
        output.note(`The record cannot be deleted: ${error instanceof Error ? error.message : String(error)}`);
        process.exitCode = exitCodes.failed;
        return;
      }
      const [own, models] = logs.map((log) => log.read());
      if (own === undefined || models === undefined) return;
      const view: EgressView = {
        // Models are the machine's, and their record may be younger: it says nothing of this folder.
        ...(own.since === undefined ? {} : { since: own.since }),
        records: [...own.records, ...models.records].sort((a, b) => b.at - a.at),
        omitted: own.omitted + models.omitted,
        place: own.place,
      };
      output.result(output.json ? JSON.stringify(asJson(view)) : asText(view));
    });

const isoTime = (at: number): string => new Date(at).toISOString();

const asJson = ({ since, records, omitted, place }: EgressView) => ({
  since: since === undefined ? null : isoTime(since),
  place,
  omitted,
  records: records.map(({ at, ...record }) => ({ at: isoTime(at), ...record })),
});

function asText({ since, records, omitted, place }: EgressView): string {
  if (since === undefined && records.length === 0)
    return `Nothing is recorded: no record has begun in ${place}. The first command on the folder begins it.`;
  const from = since === undefined ? "" : ` since ${isoTime(since)}`;
  const away = records.filter(({ isLocal }) => !isLocal);
  const here = records.filter(({ isLocal }) => isLocal);
  const part = (title: string, listed: readonly EgressRecord[]): readonly string[] =>
    listed.length === 0 ? [] : ["", title, ...listed.flatMap(recordAsText)];
  return [
    away.length === 0
      ? `Nothing has left this machine${from}.`
      : `${away.length} ${away.length === 1 ? "request has" : "requests have"} left this machine${from}.`,
    ...part("Left this machine, newest first:", away),
    ...part("To servers on this machine:", here),
    ...(omitted === 0 ? [] : ["", `${omitted} older ones are not listed.`]),
  ].join("\n");
}

function recordAsText(record: EgressRecord): readonly string[] {
  const { at, purpose, method, scheme, host, path, proxy, bytesOut, bytesIn, outcome, status, passages } = record;
  const where = scheme === "editor" ? `model ${path} of ${host}` : `${method} ${scheme}://${host}${path}`;
  const end = outcome === "answered" && status !== undefined ? `answered ${status}` : outcome;
  return [
    `  ${isoTime(at)}  ${purpose}  ${shown(where)}${proxy === undefined ? "" : ` by ${proxy}`}  ${bytesOut} bytes out, ${bytesIn} in, ${end}`,
    ...passages.map(({ path: file, startOffset, endOffset }) => `    ${shown(file)} ${startOffset}-${endOffset}`),
  ];
}

/** A terminal obeys control characters, which names of files may hold. */
const shown = (text: string): string => text.replace(/\p{Cc}/gu, "\uFFFD");
