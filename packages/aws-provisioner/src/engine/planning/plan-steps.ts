import { unminded } from "../diff.ts";
import { fingerprint } from "../fingerprint.ts";
import type { AnyKind, Circumstances } from "../kind.ts";
import type { PlanStep } from "../plan.ts";
import type { Decision } from "./decide.ts";
import type { SortedOut } from "./sort-out.ts";

/** Seconds that an update takes at most: it changes what is there, and waits for no birth. */
const longestUpdate = 5;

/**
 * The step that makes or changes what one decision is about; none where it stays as it is. Its needs come
 * later.
 */
export function makingStep(decision: Decision, how: Omit<Circumstances, "replaces">): PlanStep[] {
  const { resource, kind, changes, action } = decision;
  if (action === "keep") return [];
  const { address, props } = resource;
  const { create: seconds } = kind.secondsOf?.(props, { ...how, replaces: action === "replace" }) ?? kind.seconds;
  const common = { address, kind: kind.name, changes, needs: [], diesWith: undefined };
  if (action === "update") {
    const fields = changes.map(({ field }) => field);
    return [
      {
        ...common,
        id: `update ${address}`,
        action,
        replacement: false,
        target: decision.current.id,
        precondition: fingerprint(decision.own, unminded(kind, changes)),
        ...removing(decision),
        seconds: kind.usualUpdate?.(decision.current, props, fields) ?? Math.min(seconds, longestUpdate),
      },
    ];
  }
  return [
    {
      ...common,
      id: `create ${address}`,
      action: "create",
      replacement: action === "replace",
      target: undefined,
      precondition: undefined,
      seconds: action === "replace" ? seconds + (kind.check?.seconds ?? 0) : seconds,
    },
  ];
}

function removing({ removes }: Pick<SortedOut, "removes">): Pick<PlanStep, "removes"> {
  return removes === undefined ? {} : { removes };
}

/**
 * The step that deletes an observed resource. `alone`: nothing else of the plan concerns its address.
 * `wanted`: the fields of what comes in its place, of which some are not read back; `owner`: those of that
 * with which it vanishes.
 */
export function deletingStep(
  sorted: Pick<SortedOut, "own" | "removes">,
  kind: AnyKind,
  {
    replacement,
    alone,
    wanted,
    owner,
  }: {
    readonly replacement: boolean;
    readonly alone: boolean;
    readonly wanted: object;
    readonly owner: Circumstances["owner"];
  },
): PlanStep {
  const { address, id, props } = sorted.own;
  return {
    id: alone ? `delete ${address}` : `delete ${address} (${id})`,
    address,
    kind: kind.name,
    action: "delete",
    replacement,
    changes: [],
    target: id,
    precondition: fingerprint(sorted.own, unminded(kind, [])),
    ...removing(sorted),
    needs: [],
    diesWith: undefined,
    seconds:
      kind.retirement?.seconds(sorted.own) ??
      (kind.secondsOf?.({ ...wanted, ...props }, { replaces: replacement, owner }) ?? kind.seconds).delete,
  };
}
