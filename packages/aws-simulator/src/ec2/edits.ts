import type { Account, Slice } from "../state.ts";

/** By the name of the table. */
const edits: Slice<Map<string, number>> = { name: "ec2/edits", initial: () => new Map() };

interface Named {
  readonly name: string;
}

/** How often tags of records of a table were changed, or one that stays there ceased to be live. */
export function editsIn(account: Account, { name }: Named): number {
  return account.of(edits).get(name) ?? 0;
}

/** Notes such a change. */
export function noteEdit(account: Account, table: Named): void {
  account.of(edits).set(table.name, editsIn(account, table) + 1);
}
