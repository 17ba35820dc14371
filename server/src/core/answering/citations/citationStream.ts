import { createSentenceSplitter } from "../../language/sentences.ts";
import { closesFence, lineStart, type LineStart } from "./answerLines.ts";
import { isUndecided } from "./citationMarks.ts";
import { citedSentences } from "./citedSentences.ts";

/** A sentence of a model's answer, or a block of code as a whole. */
export interface FinishedSentence {
  /** Markdown without citation marks, white space mended; a list item's or heading's first sentence keeps its sign. */
  readonly text: string;
  /** Distinct, from 1 to the number of passages, in the order in which they stand. */
  readonly citations: readonly number[];
  readonly isCode: boolean;
}

/** Longer sentences and blocks of code are cut: code units. */
const longestSentence = 2_000;
const longestCode = 20_000;
/** A line that is longer holds more than marks. */
const longestMarks = 200;
const letter = /\p{L}$/u;

/**
 * Reads a model's answer as it arrives and gives each sentence once it is known to have ended, with the passages that it
 * cites: `[1]`, `[1][2]`, `[1, 2]`, `[1-3]`, `[^1]`, `【1】`, `［1］`, raised numbers. Marks after the full stop belong to
 * the sentence before them. Code and links are left as they are; numbers that cite nothing are dropped.
 *
 * The text is read character by character, so how it was cut into deltas makes no difference. Memory is bounded.
 */
export function createCitationStream(passages: number) {
  const splitter = createSentenceSplitter();
  const finished: FinishedSentence[] = [];
  /** Its citations may still follow. */
  let held: FinishedSentence | undefined;
  let line = "";
  let atLineStart = true;
  /** The block's text that is not yet given as sentences, and the sign before it. */
  let raw = "";
  let marker = "";
  let block: LineStart["kind"] = "text";
  let mayHaveEnded = false;
  let fence: string | undefined;
  let code = "";

  function release(): void {
    if (held !== undefined) finished.push(held);
    held = undefined;
  }

  function hold(sentence: FinishedSentence): void {
    release();
    held = sentence;
  }

  /** Gives the sentences of the text so far: all of them when `isWhole`, else those that another one follows. */
  function give(isWhole: boolean): void {
    const { sentences, loose } = citedSentences(raw, passages, splitter);
    if (isWhole && held !== undefined && loose.length > 0)
      held = { ...held, citations: [...new Set([...held.citations, ...loose])] };
    const given = isWhole ? sentences : sentences.slice(0, -1);
    for (const { text, citations } of given) {
      hold({ text: marker + text, citations, isCode: false });
      marker = "";
    }
    if (isWhole) raw = "";
    else if (given.length > 0) {
      raw = raw.slice(sentences.at(-1)?.start);
      release();
    }
  }

  function endBlock(): void {
    give(true);
    marker = "";
    block = "text";
    mayHaveEnded = false;
  }

  /** A sentence without an end is cut between words, or anywhere where there are none. */
  function cut(): void {
    const space = raw.search(/\s\S*$/u);
    const at = space > longestSentence / 2 ? space : raw.length - (/[\uD800-\uDBFF]$/u.test(raw) ? 1 : 0);
    const rest = raw.slice(at);
    raw = raw.slice(0, at);
    give(true);
    raw = rest;
  }

  function readText(character: string): void {
    raw += character;
    if (/[.!?…。！？؟۔।։\n]/u.test(character)) mayHaveEnded = true;
    const isLetter = letter.test(raw.slice(-2));
    if (isLetter && held !== undefined && !isUndecided(raw)) release();
    // A stop inside a word (`a.b`) ends nothing; what waits is given at the next one.
    if (isLetter && /[.!?…]\p{L}$/u.test(raw.slice(-3))) mayHaveEnded = false;
    if (isLetter && mayHaveEnded && !isUndecided(raw)) {
      give(false);
      mayHaveEnded = false;
    }
    if (raw.length >= longestSentence) cut();
  }

  function beginLine(start: LineStart): void {
    switch (start.kind) {
      case "undecided":
        return;
      case "blank":
      case "divider":
        endBlock();
        return;
      case "fence":
        endBlock();
        fence = start.fence;
        code = line;
        return;
      case "item":
      case "heading":
      case "row":
        endBlock();
        break;
      case "quote":
        if (block !== "quote") endBlock();
        break;
      case "text":
        break;
      default:
        start satisfies never;
    }
    atLineStart = false;
    if (start.kind !== "text") block = start.kind;
    const sign = "marker" in start ? start.marker : "";
    if (raw.trim() === "") marker ||= sign.trimStart();
    for (const character of line.slice(sign.length)) readText(character);
    line = "";
  }

  function readCode(character: string): void {
    if (character !== "\n") line += character;
    code += character;
    if (character === "\n") {
      if (fence !== undefined && closesFence(line, fence)) endCode();
      line = "";
    } else if (code.length >= longestCode) {
      hold({ text: code, citations: [], isCode: true });
      code = "";
    }
  }

  function endCode(): void {
    if (code.trim() !== "") hold({ text: code.trimEnd(), citations: [], isCode: true });
    [fence, code, line] = [undefined, "", ""];
    atLineStart = true;
  }

  /** Whether a line of nothing but marks stands there; they then belong to the sentence before, which is held. */
  function onlyMarks(): boolean {
    if (held === undefined || raw.length > longestMarks || letter.test(raw)) return false;
    if (citedSentences(raw, passages, splitter).sentences.length > 0) return false;
    endBlock();
    return true;
  }

  function endLine(): void {
    if (atLineStart) beginLine(lineStart(line, true));
    if (fence !== undefined) code += "\n";
    else if (block === "heading" || block === "row") endBlock();
    else if (raw !== "" && !onlyMarks()) readText("\n");
    line = "";
    atLineStart = true;
  }

  function read(character: string): void {
    if (character === "\r") return;
    if (fence !== undefined) readCode(character);
    else if (character === "\n") endLine();
    else if (!atLineStart) readText(character);
    else {
      if (!/^\s$/u.test(character) || line.length < longestSentence) line += character;
      beginLine(lineStart(line, false));
    }
  }

  function taken(): readonly FinishedSentence[] {
    return finished.splice(0);
  }

  return {
    /** Takes in more of the answer; gives the sentences that are known to have ended. */
    push(delta: string): readonly FinishedSentence[] {
      for (const character of delta.split("")) read(character);
      return taken();
    },
    /** The answer has ended: gives what is left. */
    end(): readonly FinishedSentence[] {
      if (fence === undefined && atLineStart && line !== "") beginLine(lineStart(line, true));
      if (fence === undefined) endBlock();
      else endCode();
      release();
      return taken();
    },
  };
}
