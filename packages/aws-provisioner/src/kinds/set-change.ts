/** What a set must lose and gain to become another. Items are compared by their JSON. */
export function setChange<Item>(
  before: readonly Item[],
  after: readonly Item[],
): { readonly added: Item[]; readonly removed: Item[] } {
  const had = new Set(before.map((item) => JSON.stringify(item)));
  const wants = new Set(after.map((item) => JSON.stringify(item)));
  return {
    added: after.filter((item) => !had.has(JSON.stringify(item))),
    removed: before.filter((item) => !wants.has(JSON.stringify(item))),
  };
}
