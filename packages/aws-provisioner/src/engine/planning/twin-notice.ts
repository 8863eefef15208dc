import type { ObservedResource } from "../observed.ts";
import type { Notice } from "../plan.ts";

/** What a plan says of a second one under an address, which another run made and whose record was lost. */
export function twinNotice({ address, id }: ObservedResource): Notice {
  return {
    severity: "warning",
    address,
    message: `${id} was made twice, by a run whose record was lost: the other one stays, on which more is built`,
  };
}
