import type { QuantizedVector } from "../ports.ts";

const largest = 127;

/**
 * Packs a vector into int8: components are divided by the largest absolute one over 127 and rounded.
 *
 * The scale is then set so that the packed vector has exactly the length of the original. With unit vectors in, `dot`
 * is therefore a cosine, 1 for a vector with itself; against the unpacked cosine it is off by less than 0.01.
 * A vector of zeros gives zeros and scale 0. Throws a RangeError where a component is not finite.
 */
export const quantizeVector = (vector: ArrayLike<number>): QuantizedVector => {
  const components = Float64Array.from(vector);
  let peak = 0;
  let length = 0;
  for (const component of components) {
    if (!Number.isFinite(component))
      throw new RangeError("A vector to be packed has a component that is not a number.");
    peak = Math.max(peak, Math.abs(component));
  }
  const values = new Int8Array(components.length);
  if (peak === 0) return { values, scale: 0 };
  let packedLength = 0;
  components.forEach((component, index) => {
    const relative = component / peak;
    const packed = Math.round(relative * largest);
    values[index] = packed;
    length += relative * relative;
    packedLength += packed * packed;
  });
  return { values, scale: peak * Math.sqrt(length / packedLength) };
};

/**
 * Inner product of two packed vectors; for unit vectors the cosine, -1 to 1 but for rounding.
 *
 * Throws a RangeError where the dimensions differ: vectors of two models were mixed.
 */
export const dot = (a: QuantizedVector, b: QuantizedVector): number => {
  const { length } = a.values;
  if (b.values.length !== length) {
    throw new RangeError(`Vectors of ${length} and ${b.values.length} dimensions cannot be compared.`);
  }
  let sum = 0;
  for (let index = 0; index < length; index++) sum += (a.values[index] ?? 0) * (b.values[index] ?? 0);
  return sum * a.scale * b.scale;
};
