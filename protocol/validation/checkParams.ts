import type * as z from "zod/mini";

/** A method with the schema of its parameters. */
export interface CheckedMethod {
  readonly method: string;
  readonly schema: z.ZodMiniType;
}

/** A type without `readonly`, without the names of its parts, and without `undefined` that stands for an absent property. */
type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Plain<Exclude<T[Key], undefined>> }
    : T;
type Same<A, B> = (<T>(value: T) => T extends A ? 1 : 2) extends <T>(value: T) => T extends B ? 1 : 2 ? true : false;

/** A message of the protocol; `_` holds its types alone. */
interface MessageOf<Params> {
  readonly method: string;
  readonly _: readonly [Params, ...unknown[]] | undefined;
}

/** Ties a message to the schema of its parameters; a schema that is not exactly of their type does not compile. */
export const checked = <Params, Schema extends z.ZodMiniType>(
  { method }: MessageOf<Params>,
  schema: Same<Plain<Params>, Plain<z.output<Schema>>> extends true ? Schema : never,
): CheckedMethod => ({ method, schema });

/** Parameters that are what they should be, without what else came with them; or where they are not, never what they hold. */
export type CheckedParams =
  { readonly ok: true; readonly params: unknown } | { readonly ok: false; readonly where: string };

/** Checks the parameters of messages by their methods; those of a method that is not listed are refused. */
export function createParamsCheck(
  methods: readonly CheckedMethod[],
): (method: string, params: unknown) => CheckedParams {
  const schemas = new Map(methods.map(({ method, schema }) => [method, schema]));
  return (method, params) => {
    const schema = schemas.get(method);
    if (schema === undefined) return { ok: false, where: "" };
    const read = schema.safeParse(params);
    if (read.success) return { ok: true, params: read.data };
    // Names of properties alone: those of the protocol, or places in lists.
    return { ok: false, where: (read.error.issues[0]?.path ?? []).map(String).join(".") };
  };
}
