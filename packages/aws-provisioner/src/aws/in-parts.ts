/** Values that one filter of a request takes (Amazon EC2 API reference, "Filter"). */
export const mostFilterValues = 200;

/** Values in parts, each of as many as one request takes. */
export function inParts<Value>(values: readonly Value[], most = mostFilterValues): Value[][] {
  return Array.from({ length: Math.ceil(values.length / most) }, (_, at) => values.slice(at * most, (at + 1) * most));
}
