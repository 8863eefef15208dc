import { differences } from "../diff.ts";
import type { AnyKind } from "../kind.ts";
import { type ObservedResource, refuseTwins } from "../observed.ts";

/**
 * Of several resources under one address: the one that fits, and the rest, which a replacement left behind or
 * which are on their way out. Where none fits, as after a run that was led elsewhere, one of them is replaced
 * like any other, if its kind is made beside what stands.
 *
 * @throws {ProvisionError} `ambiguous` when several fit, or several live, none fits and what stands has to go
 *   before another comes.
 */
export function choose(
  kind: AnyKind,
  props: Readonly<Record<string, unknown>>,
  candidates: readonly ObservedResource[],
): { readonly current: ObservedResource | undefined; readonly rest: readonly ObservedResource[] } {
  const alive = candidates.filter(({ status }) => status !== "deleting");
  const fits = ({ props: observed }: ObservedResource) =>
    differences(kind, props, observed).every(({ inPlace }) => inPlace);
  const fitting = alive.length > 1 ? alive.filter(fits) : alive;
  const [current, ...twins] = fitting.length === 0 && kind.replace === "create-first" ? alive.slice(0, 1) : fitting;
  const [first] = alive;
  if (first !== undefined && (current === undefined || twins.length > 0)) refuseTwins(first.address, alive);
  return { current, rest: candidates.filter((candidate) => candidate !== current) };
}
