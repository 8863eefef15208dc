import { differences } from "../diff.ts";
import type { AnyKind } from "../kind.ts";
import { type ObservedResource, refuseTwins } from "../observed.ts";
import type { StandingBy } from "./standing-by.ts";

/** What one address comes to, of all that lives under it. */
export interface Choice {
  readonly current: ObservedResource | undefined;
  /** What a replacement left behind, what is on its way out, and what was made twice. */
  readonly rest: readonly ObservedResource[];
  /** Those of the rest that were made twice. */
  readonly twins: readonly ObservedResource[];
}

/**
 * Of several resources under one address: the one that fits, and the rest, which a replacement left behind or
 * which are on their way out. Where none fits, as after a run that was led elsewhere, one of them is replaced
 * like any other, if its kind is made beside what stands, or each was made by another operation. Where
 * several fit, that tells that they were made twice: a record was lost, and listings did not show the first
 * yet.
 *
 * @throws {ProvisionError} `ambiguous` when several fit that no two operations made, or several live, none
 * fits and what stands has to go before another comes.
 */
export function choose(
  kind: AnyKind,
  props: Readonly<Record<string, unknown>>,
  candidates: readonly ObservedResource[],
  standing: StandingBy,
): Choice {
  const alive = candidates.filter(({ status }) => status !== "deleting");
  const fits = ({ props: observed }: ObservedResource) =>
    differences(kind, props, observed).every(({ inPlace }) => inPlace);
  const fitting = alive.length > 1 ? alive.filter(fits) : alive;
  const areTwins = areOfOneEach(alive);
  const [current, ...twins] =
    fitting.length > 0 || areTwins ? standing.inOrder(fitting.length > 0 ? fitting : alive) : [];
  const [first] = alive;
  // What was built on what goes is none to be replaced: it goes with that, and this comes anew.
  const isLeft = fitting.every((one) => !fits(one)) && alive.every((one) => standing.goes(one));
  if (first === undefined || isLeft) return { current: undefined, rest: candidates, twins: [] };
  const chosen = current ?? (kind.replace === "create-first" ? first : undefined);
  if (chosen === undefined || (twins.length > 0 && !areTwins)) refuseTwins(first.address, alive);
  const rest = candidates.filter((candidate) => candidate !== chosen);
  if (twins.length > 0) standing.lose(twins);
  return { current: chosen, rest, twins };
}

/**
 * Whether each tells of an operation that made no other one of them: a copy that somebody made of one by hand
 * tells of the same, and what Drydock did not make, of none.
 */
function areOfOneEach(twins: readonly ObservedResource[]): boolean {
  const operations = twins.map(({ operation }) => operation);
  return !operations.includes(undefined) && new Set(operations).size === twins.length;
}
