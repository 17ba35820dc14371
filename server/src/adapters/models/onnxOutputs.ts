import { open, type FileHandle } from "node:fs/promises";
import { t } from "@vscode/l10n";
import { failure, success, type Result } from "../../core/result.ts";

/** Fields of the ONNX format that lead to the shapes of a model's outputs (onnx.proto, in protobuf's own encoding). */
const graphOfModel = 7;
const outputOfGraph = 12;
const nameOfValue = 1;
const typeOfValue = 2;
const tensorOfType = 1;
const shapeOfTensor = 2;
const dimensionOfShape = 1;
const valueOfDimension = 1;

/** Longest description of one output, in bytes; real ones have about a hundred. */
const mostOutput = 65_536;
const lookAhead = 16;

const wanted = "last_hidden_state";

/**
 * Reads how many components each token's vector has from the head of an ONNX file: the last dimension of its output
 * `last_hidden_state`, undefined where the file leaves it open. Weights are stepped over, so that a file of any size takes
 * milliseconds. Fails with "model-unusable" where the file is no ONNX model or has no such output.
 */
export async function readVectorLength(path: string): Promise<Result<number | undefined>> {
  await using file = await open(path);
  const { size } = await file.stat();
  const outputs: string[] = [];
  try {
    for await (const graph of fields(file, 0, size)) {
      if (graph.number !== graphOfModel || graph.end === undefined) continue;
      for await (const output of fields(file, graph.start, graph.end)) {
        if (output.number !== outputOfGraph || output.end === undefined) continue;
        const bytes = await read(file, output.start, Math.min(mostOutput, output.end - output.start));
        const { name, last } = describeOutput(bytes);
        if (name === wanted) return success(last);
        outputs.push(name);
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return failure("model-unusable", t("{0} is not an ONNX model, or is cut short.", path));
  }
  return failure(
    "model-unusable",
    outputs.length === 0
      ? t("{0} has no output {1}, from which vectors are made; it has none that can be read.", path, wanted)
      : t("{0} has no output {1}, from which vectors are made; it has {2}.", path, wanted, outputs.join(", ")),
  );
}

interface Field {
  readonly number: number;
  readonly start: number;
  /** Of a field that holds bytes. */
  readonly end?: number;
  /** Of a field that holds a number. */
  readonly value?: number;
}

async function* fields(file: FileHandle, start: number, end: number): AsyncGenerator<Field> {
  for (let at = start; at < end; ) {
    const head = await read(file, at, Math.min(lookAhead, end - at));
    const field = fieldAt(head, 0);
    const shifted = { ...field, start: at + field.start, ...(field.end === undefined ? {} : { end: at + field.end }) };
    if ((shifted.end ?? 0) > end) throw new RangeError("a field reaches over the end");
    yield shifted;
    at += field.next;
  }
}

/** The field at a place; `next` is where the one after it begins. */
function fieldAt(bytes: Buffer, at: number): Field & { readonly next: number } {
  const [key, afterKey] = varint(bytes, at);
  const number = Math.floor(key / 8);
  if (number === 0) throw new RangeError("a field has no number");
  switch (key % 8) {
    case 0: {
      const [value, next] = varint(bytes, afterKey);
      return { number, start: afterKey, value, next };
    }
    case 1:
      return { number, start: afterKey, next: afterKey + 8 };
    case 2: {
      const [length, start] = varint(bytes, afterKey);
      return { number, start, end: start + length, next: start + length };
    }
    case 5:
      return { number, start: afterKey, next: afterKey + 4 };
    default:
      throw new RangeError("a field has a type that protobuf does not know");
  }
}

/** A number in groups of seven bits, the lowest first. */
function varint(bytes: Buffer, at: number): readonly [value: number, next: number] {
  let value = 0;
  for (let place = 0; place < 10; place += 1) {
    const byte = bytes.readUInt8(at + place);
    value += (byte & 127) * 2 ** (7 * place);
    if (byte < 128) return [value, at + place + 1];
  }
  throw new RangeError("a number is too long");
}

function describeOutput(bytes: Buffer): { readonly name: string; readonly last: number | undefined } {
  const type = inside(bytes, typeOfValue)[0] ?? Buffer.alloc(0);
  const tensor = inside(type, tensorOfType)[0] ?? Buffer.alloc(0);
  const shape = inside(tensor, shapeOfTensor)[0] ?? Buffer.alloc(0);
  const last = inside(shape, dimensionOfShape).at(-1) ?? Buffer.alloc(0);
  const length = all(last).find(({ number }) => number === valueOfDimension)?.value;
  return { name: (inside(bytes, nameOfValue)[0] ?? Buffer.alloc(0)).toString("utf8"), last: length };
}

function all(bytes: Buffer): readonly Field[] {
  const found: Field[] = [];
  for (let at = 0; at < bytes.length; ) {
    const field = fieldAt(bytes, at);
    found.push(field);
    at = field.next;
  }
  return found;
}

const inside = (bytes: Buffer, wantedNumber: number): readonly Buffer[] =>
  all(bytes).flatMap(({ number, start, end }) =>
    number === wantedNumber && end !== undefined ? [bytes.subarray(start, end)] : [],
  );

async function read(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
  return buffer.subarray(0, bytesRead);
}
