/** `list.map(change)`. What is no list is kept as it is, so that the diagnosis finds it instead of a builder failing on it. */
export function mapEach<From, To>(list: readonly From[], change: (item: From) => To): readonly To[] {
  return Array.isArray(list) ? list.map((item: From) => change(item)) : (list as readonly never[]);
}
