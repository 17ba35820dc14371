import type { Command } from "commander";
import type { Answer, Citation } from "../../core/answering/answer.ts";
import { thresholds } from "../../core/answering/compose.ts";
import type { Generated } from "../../core/answering/generation/generate.ts";
import { exitCodes, folderCommand, vectorsOption } from "../commandLine.ts";
import { chatModelOf, withChatOptions, type ChatFlags } from "../chatModel.ts";
import type { FolderFlags } from "../openFolder.ts";
import { matteredAsText, whichMattered } from "../whichMattered.ts";
import { refreshFolder, type VectorsFlag } from "../refreshFolder.ts";
import { requireText, runOnFolder } from "../runCommand.ts";
import { vectorUse } from "./searchCommand.ts";

interface AskFlags extends FolderFlags, ChatFlags {
  readonly json?: boolean;
  readonly whichMattered?: boolean;
  readonly vectors: VectorsFlag;
}

const place = ({ path, startLine, endLine }: Citation): string =>
  startLine === endLine ? `${path}:${startLine}` : `${path}:${startLine}-${endLine}`;

function answerAsText({ sentences, citations, abstained, nearest, confidence, freshness }: Answer): string {
  const lines = abstained
    ? [
        "The documents do not answer this.",
        ...(nearest.length > 0 ? ["", "Nearest places:"] : []),
        ...nearest.flatMap((citation) => [
          `  ${place(citation)}  ${citation.quote.replace(/\s+/gu, " ").slice(0, 160)}`,
          ...(citation.shortfall === undefined ? [] : [`    ${citation.shortfall}`]),
        ]),
      ]
    : [
        ...sentences.map(
          ({ text, citations, support }) =>
            `${support === "unsupported" ? "(not supported by the documents) " : ""}${text} ${citations.map((n) => `[${n}]`).join("")}`,
        ),
        "",
        ...citations.map((citation) => `[${citation.n}] ${place(citation)}`),
      ];
  const pending = freshness.pending > 0 ? `, ${freshness.pending} passages without a vector yet` : "";
  return [
    ...lines,
    "",
    `Confidence ${confidence.toFixed(1)}; ${freshness.current} of ${freshness.files} files${pending}.`,
  ].join("\n");
}

function answerAsJson({ notices: _notices, sent: _sent, ...answer }: Answer) {
  return { ...answer, confidence: Math.round(answer.confidence * 1000) / 1000 };
}

/** `ask`: an answer in the documents' own words, or the word that they do not answer (exit code 3). */
export const askCommand = (): Command =>
  withChatOptions(folderCommand("ask", "answer a question from the folder's own words"))
    .argument("<question>", "the question, in any language")
    .option("--which-mattered", "have the model write again without each cited passage, and show what changes")
    .addOption(vectorsOption("question-first"))
    .action((question: string, flags: AskFlags, command: Command) => {
      requireText(command, "question", question);
      if (flags.whichMattered === true && flags.model === undefined)
        command.error("--which-mattered looks into what a model wrote; name one by --model.", {
          exitCode: exitCodes.wrongUsage,
        });
      return runOnFolder(
        { ...flags, warmUp: flags.vectors !== "none" },
        async ({ service, settings, egress }, output, signal) => {
          await refreshFolder(service, flags.vectors, output, signal);
          const threshold = thresholds[settings["askDocs.answers.caution"]];
          const model = chatModelOf(flags, { settings, egress }, process.env);
          if (!model.ok) {
            output.note(model.failure.message);
            return exitCodes.wrongUsage;
          }
          const found = await service.find(question, { vectors: vectorUse(flags.vectors), threshold, signal });
          const strict = settings["askDocs.chat.strict"];
          const start = performance.now();
          const generated: Generated =
            model.value === undefined
              ? { answer: found.answer, sentences: [] }
              : await found.generate({ model: model.value, strict, signal });
          const seconds = (performance.now() - start) / 1000;
          const { answer } = generated;
          for (const notice of answer.notices) output.note(notice);
          if (answer.freshness.files === 0)
            output.note("There are no documents in this folder: nothing that matches the include globs.");
          const mattered =
            flags.whichMattered === true ? await whichMattered(generated.ablation, seconds, output, signal) : undefined;
          output.result(
            output.json
              ? JSON.stringify({ ...answerAsJson(answer), ...(mattered === undefined ? {} : { mattered }) })
              : [answerAsText(answer), ...(mattered === undefined ? [] : [matteredAsText(mattered)])].join("\n\n"),
          );
          return answer.abstained ? exitCodes.notAnswered : exitCodes.done;
        },
      );
    });
