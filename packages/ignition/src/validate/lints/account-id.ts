import type { Finding } from "../../decode/finding.ts";
import type { Path } from "../../spec/path.ts";
import { findingAt, type Lint } from "./lint.ts";

/** The largest user and group number that Linux takes; the one above means "no change". */
const largestId = 2 ** 32 - 2;

/** A user or group number that the system cannot have. */
export const accountId: Lint = function* ({ all }) {
  for (const [{ uid }, path] of all("PasswdUser")) yield* check(uid, path, "uid");
  for (const [{ gid }, path] of all("PasswdGroup")) yield* check(gid, path, "gid");
  for (const [{ id }, path] of all("Owner")) yield* check(id, path, "id");
};

function* check(id: number | undefined, path: Path, field: string): Generator<Finding> {
  if (id === undefined || (id >= 0 && id <= largestId)) return;
  yield findingAt("error", path, field, `${id} is no ${field} that Linux can use`, `Give 0 to ${largestId}.`);
}
