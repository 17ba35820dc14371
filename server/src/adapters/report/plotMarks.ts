import type { ColorValueRef, Mark, NumericValueRef } from "vega";

/** Where a figure stands in a plot: along one axis by its numbers, across it by its name. */
interface Placement {
  /** Name of the data. */
  readonly data: string;
  readonly along: "x" | "y";
  /** Of the axis along. */
  readonly scale: string;
  /** On the other axis. */
  readonly across: NumericValueRef;
}

/** A line from `low` to `high` for each figure. */
export function rangeMark({
  data,
  along,
  scale,
  across,
  stroke,
}: Placement & { readonly stroke: ColorValueRef }): Mark {
  const [low, high] = [
    { scale, field: "low" },
    { scale, field: "high" },
  ] as const;
  const place = along === "x" ? { x: low, x2: high, y: across } : { x: across, y: low, y2: high };
  return { type: "rule", from: { data }, encode: { enter: { ...place, stroke, strokeWidth: { value: 2 } } } };
}

/** A point at `value` for each figure, its colour and shape those of its series. @param series the field that names it. */
export function pointMark({
  data,
  along,
  scale,
  across,
  series,
  size,
}: Placement & { readonly series: string; readonly size: number }): Mark {
  const value = { scale, field: "value" } as const;
  const place = along === "x" ? { x: value, y: across } : { x: across, y: value };
  const look = { fill: { scale: "colour", field: series }, shape: { scale: "shape", field: series } } as const;
  return { type: "symbol", from: { data }, encode: { enter: { ...place, ...look, size: { value: size } } } };
}
