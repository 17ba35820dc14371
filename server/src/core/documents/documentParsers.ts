import { createMarkdownParser } from "./markdown/markdownParser.ts";
import { createParserRegistry, type ParserRegistry } from "./parsers.ts";
import { createPlainTextParser } from "./plainText.ts";

/** The parsers of every format that is indexed; another format is one more in this list. */
export const createDocumentParsers = (): ParserRegistry =>
  createParserRegistry([createMarkdownParser(), createPlainTextParser()]);
