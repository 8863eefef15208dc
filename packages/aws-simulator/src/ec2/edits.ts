import type { Account, Slice } from "../state.ts";

const edits: Slice<{ count: number }> = { name: "ec2/edits", initial: () => ({ count: 0 }) };

/** How often tags of records were changed, or one that stays in its table ceased to be live. */
export function editsIn(account: Account): number {
  return account.of(edits).count;
}

/** Notes such a change. */
export function noteEdit(account: Account): void {
  account.of(edits).count += 1;
}
