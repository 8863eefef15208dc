import { unlessGone } from "./unless-gone.ts";

/** Asks for each of those by its name, and gives those that are there. */
export async function seekEach<Props, Raw>(
  sought: readonly Props[],
  ask: (props: Props) => Promise<Raw | undefined>,
): Promise<Raw[]> {
  const found = await Promise.all(sought.map((props) => unlessGone(ask(props))));
  return found.flatMap((one) => one ?? []);
}
