import { createHash } from "node:crypto";

/**
 * A real embedding model of a few kilobytes for tests, in the hub's layout: each word piece has one random vector, a text
 * the mean of its pieces' vectors. Texts that share words are near each other. `seed` makes another model.
 *
 * Of no use with `fill`, which every component is, or with another name of its `output`.
 */
export function tinyModelFiles(options: {
  readonly dimensions: number;
  readonly words?: readonly string[];
  readonly seed?: string;
  readonly fill?: number;
  readonly output?: string;
  /** Bytes that are added to the weights, to make them long. */
  readonly padding?: number;
}): ReadonlyMap<string, Buffer> {
  const { dimensions, words = [], padding = 0 } = options;
  const letters = Array.from("abcdefghijklmnopqrstuvwxyz0123456789");
  const vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ...words, ...letters, ...letters.map((letter) => `##${letter}`)];
  const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
  return new Map([
    ["config.json", json({ model_type: "bert", architectures: ["BertModel"], hidden_size: dimensions, max_position_embeddings: 512 })],
    ["tokenizer.json", json(tokenizer(vocabulary))],
    ["tokenizer_config.json", json({ tokenizer_class: "BertTokenizer", model_max_length: 512, do_lower_case: true, unk_token: "[UNK]", pad_token: "[PAD]", cls_token: "[CLS]", sep_token: "[SEP]", mask_token: "[MASK]" })],
    ["onnx/model_quantized.onnx", lookUpModel(vocabulary.length, dimensions, options, padding)],
  ]);
}

const tokenizer = (vocabulary: readonly string[]): object => ({
  version: "1.0",
  truncation: null,
  padding: null,
  added_tokens: vocabulary.slice(0, 5).map((content, id) => ({ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true })),
  normalizer: { type: "BertNormalizer", clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
  pre_tokenizer: { type: "BertPreTokenizer" },
  post_processor: null,
  decoder: { type: "WordPiece", prefix: "##", cleanup: true },
  model: {
    type: "WordPiece",
    unk_token: "[UNK]",
    continuing_subword_prefix: "##",
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(vocabulary.map((piece, id) => [piece, id])),
  },
});

/** An ONNX model of one node that looks every token up in a table of random numbers. */
function lookUpModel(
  rows: number,
  columns: number,
  { seed = "tiny", fill, output = "last_hidden_state" }: { readonly seed?: string; readonly fill?: number; readonly output?: string },
  padding: number,
): Buffer {
  const table = Buffer.alloc(rows * columns * 4);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const hash = createHash("sha256").update(`${seed} ${row} ${column}`).digest();
      table.writeFloatLE(fill ?? hash.readInt16LE(0) / 32_768, (row * columns + column) * 4);
    }
  }
  const node = message(text(1, "table"), text(1, "input_ids"), text(2, output), text(3, "look up"), text(4, "Gather"));
  const weights = message(number(1, rows), number(1, columns), number(2, 1), text(8, "table"), bytes(9, table));
  const graph = message(
    bytes(1, node),
    text(2, "graph"),
    bytes(5, weights),
    bytes(11, value("input_ids", 7, ["batch", "sequence"])),
    bytes(11, value("attention_mask", 7, ["batch", "sequence"])),
    bytes(12, value(output, 1, ["batch", "sequence", columns])),
  );
  const unused = padding === 0 ? [] : [bytes(6, Buffer.alloc(padding, "x"))];
  return message(number(1, 8), ...unused, bytes(7, graph), bytes(8, message(number(2, 13))));
}

function value(name: string, type: number, shape: readonly (string | number)[]): Buffer {
  const dimensions = shape.map((size) => bytes(1, message(typeof size === "number" ? number(1, size) : text(2, size))));
  return message(text(1, name), bytes(2, message(bytes(1, message(number(1, type), bytes(2, message(...dimensions)))))));
}

const message = (...parts: readonly Buffer[]): Buffer => Buffer.concat(parts);
const number = (field: number, given: number): Buffer => Buffer.concat([varint(field * 8), varint(given)]);
const bytes = (field: number, data: Buffer): Buffer => Buffer.concat([varint(field * 8 + 2), varint(data.length), data]);
const text = (field: number, data: string): Buffer => bytes(field, Buffer.from(data));

function varint(given: number): Buffer {
  const groups: number[] = [];
  for (let rest = given; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...groups, rest]);
    groups.push((rest % 128) + 128);
  }
}
