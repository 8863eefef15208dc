/** Everything that a paginator lists, in one array. */
export async function items<Page, Item>(
  pages: AsyncIterable<Page>,
  select: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const all: Item[] = [];
  for await (const page of pages) all.push(...(select(page) ?? []));
  return all;
}
