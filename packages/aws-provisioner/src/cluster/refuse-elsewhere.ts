import { ownerOf } from "../aws/caller.ts";
import { ProvisionError } from "../engine/error.ts";
import type { ObservedResource } from "../engine/observed.ts";
import type { Plan } from "../engine/plan.ts";
import type { Session } from "./session.ts";

/**
 * Refuses a plan that was made in another region than the connection is to, before any call: what it would
 * change is not there, and what it would make may be there twice.
 *
 * @throws {ProvisionError} `invalid-option`.
 */
export function refuseOtherRegion(plan: Plan, { region }: Pick<Session, "region">): void {
  if (plan.region === undefined || plan.region === region) return;
  throw new ProvisionError("invalid-option", `the plan was made in ${plan.region}, and this is ${region}`, {
    hint: `Nothing was sent. Give region: ${JSON.stringify(plan.region)}, or plan again here.`,
  });
}

/**
 * Refuses a plan that was made in another account than the credentials are for.
 *
 * @throws {ProvisionError} `wrong-account`.
 */
export async function refuseOtherAccount(
  plan: Plan,
  observed: readonly ObservedResource[],
  { caller }: Pick<Session, "caller">,
): Promise<void> {
  if (plan.account === undefined) return;
  const ids = observed.map(({ id }) => id);
  const { account } = ownerOf(ids, undefined) ?? (await caller());
  if (account === plan.account) return;
  throw new ProvisionError("wrong-account", `the plan was made in account ${plan.account}, and this is ${account}`, {
    hint: "Nothing was changed. Check AWS_PROFILE, or plan again here.",
  });
}
