import { differences } from "../diff.ts";
import type { AnyKind } from "../kind.ts";
import { type ObservedResource, refuseTwins } from "../observed.ts";

/**
 * Of several resources under one address: the one that fits, and the rest, which a replacement left behind or
 * which are on their way out.
 *
 * @throws {ProvisionError} `ambiguous` when several fit, or several live and none fits.
 */
export function choose(
  kind: AnyKind,
  props: Readonly<Record<string, unknown>>,
  candidates: readonly ObservedResource[],
): { readonly current: ObservedResource | undefined; readonly rest: readonly ObservedResource[] } {
  const alive = candidates.filter(({ status }) => status !== "deleting");
  const fits = ({ props: observed }: ObservedResource) =>
    differences(kind, props, observed).every(({ inPlace }) => inPlace);
  const [current, ...twins] = alive.length > 1 ? alive.filter(fits) : alive;
  const [first] = alive;
  if (first !== undefined && (current === undefined || twins.length > 0)) refuseTwins(first.address, alive);
  return { current, rest: candidates.filter((candidate) => candidate !== current) };
}
