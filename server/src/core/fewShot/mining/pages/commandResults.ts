import type { Block } from "../../../documents/document.ts";
import type { Page } from "../../../evaluation/making/page.ts";
import type { MinedPair } from "../minedPair.ts";
import { codeRange } from "./codeRange.ts";

type Code = Extract<Block, { kind: "code" }>;

const prompt =
  /^[ \t]*(?:\([\w.-]+\) ?)?(?:\$|%|PS [^>\r\n]{0,80}>|[A-Z]:\\[^>\r\n]{0,80}>|[\w.-]+@[\w.-]+:[^$#\r\n]{0,60}[$#]|>>>|(?:mysql|sqlite|postgres|irb[^>]{0,20}|redis|127\.0\.0\.1:\d+)[=#]?>) (?=\S)/u;
const shell = /^(?:sh|bash|zsh|fish|shell|console|shell-?session|sh-session|terminal|powershell|ps1|cmd|bat|batch)\b/u;
const announces =
  /\b(?:outputs?|prints?|results?|returns?|shows?|displays?|affiche|resultat|résultat|sortie|renvoie)\b|вывод|выведет|выводит|результат|получ|печата|פלט|תוצאה|מדפיס|יוצג|מציג|salida|muestra|ausgabe|ergebnis|输出|出力/iu;
const longestAnnouncement = 160;

/** Commands with what they print: sessions with prompts, and a command's block followed by that of its output. */
export function mineCommandResults({ text, blocks }: Page): readonly MinedPair[] {
  return blocks.flatMap((block, place): readonly MinedPair[] => {
    if (block.kind !== "code") return [];
    const session = sessionOf(text, block);
    return session.length > 0 ? session : followedByOutput(text, blocks, place, block);
  });
}

function sessionOf(text: string, block: Code): readonly MinedPair[] {
  const range = codeRange(text, block);
  if (range === undefined) return [];
  const found: MinedPair[] = [];
  let command: { readonly start: number; words: string; end: number } | undefined;
  let output: { readonly start: number; end: number } | undefined;
  const close = (): void => {
    if (command !== undefined && output !== undefined) {
      const said = text.slice(output.start, output.end);
      if (said.trim() !== "")
        found.push({
          input: command.words,
          output: said.trimEnd(),
          kind: "command",
          start: command.start,
          end: output.start + said.trimEnd().length,
          confidence: 0.92,
        });
    }
    [command, output] = [undefined, undefined];
  };
  for (const { 0: line, index } of text.slice(range.start, range.end).matchAll(/[^\r\n]+/gu)) {
    const start = range.start + index;
    const end = start + line.length;
    const mark = prompt.exec(line);
    if (mark !== null) {
      close();
      command = { start: start + mark[0].length, words: line.slice(mark[0].length).trim(), end };
    } else if (command === undefined) continue;
    else if (output === undefined && (/[\\`^]$/u.test(command.words) || /^\.\.\.(?: |$)/u.test(line))) {
      command.words += `\n${line}`;
      command.end = end;
    } else if (output === undefined && /^\s*--?[a-z]/u.test(line)) command = undefined;
    else if (output === undefined) output = { start, end };
    else output.end = end;
  }
  close();
  return found;
}

/** A block of shell, a short line that announces what comes of it, and a block that is no shell. */
function followedByOutput(text: string, blocks: readonly Block[], place: number, block: Code): readonly MinedPair[] {
  const [between, result] = [blocks[place + 1], blocks[place + 2]];
  if (!shell.test(block.info) || between?.kind !== "paragraph" || result?.kind !== "code") return [];
  if (shell.test(result.info) || between.plain.length > longestAnnouncement || !announces.test(between.plain))
    return [];
  const [command, output] = [codeRange(text, block), codeRange(text, result)];
  if (command === undefined || output === undefined) return [];
  const [input, said] = [text.slice(command.start, command.end), text.slice(output.start, output.end)];
  return [{ input, output: said, kind: "command", start: command.start, end: output.end, confidence: 0.8 }];
}
