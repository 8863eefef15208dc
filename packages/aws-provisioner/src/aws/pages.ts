/** The rest of a listing that is asked for page by page; `NextToken` in most services. */
interface Page {
  readonly NextToken?: string | undefined;
}

/**
 * Everything of a listing, in one array.
 *
 * @param list Asks for one page; `next` is undefined for the first.
 * @param select What a page holds.
 * @param nextOf How a page says that there is more; its `NextToken` unless said otherwise.
 */
export async function items<One extends object, Item>(
  list: (next: string | undefined) => Promise<One>,
  select: (page: One) => readonly Item[] | undefined,
  nextOf: (page: One) => string | undefined = ({ NextToken }: Page) => NextToken,
): Promise<Item[]> {
  const all: Item[] = [];
  let next: string | undefined;
  do {
    const page = await list(next);
    all.push(...(select(page) ?? []));
    next = nextOf(page);
    // EC2 ends some listings with an empty token.
  } while (next !== undefined && next !== "");
  return all;
}
