import { addressOf, kindsByName, type Resource } from "../graph.ts";
import type { AnyKind, Cloud } from "../kind.ts";
import type { Plan } from "../plan.ts";
import { refsIn } from "../ref.ts";
import type { PlanProblem } from "./problem.ts";
import { propsProblems } from "./props-problems.ts";

/**
 * What is wrong with the resources of a plan: each has an address of its own, refers to others of the plan,
 * has fields that its kind takes, and is either left alone or made or changed by a step.
 */
export function resourceProblems<C extends Cloud>(plan: Plan, kinds: readonly AnyKind<C>[]): PlanProblem[] {
  const { resources, unchanged, steps } = plan;
  const kindOf = kindsByName(kinds);
  const addresses = resources.map(({ address }) => address);
  const known = new Set(addresses);
  const [placeOf, placeOfLeft] = [firstPlaces(addresses), firstPlaces(unchanged)];
  const left = new Set(unchanged);
  const making = new Set(steps.flatMap(({ action, address }) => (action === "delete" ? [] : [address])));
  return [
    ...resources.flatMap((resource, at) => {
      const path = `resources.${at}`;
      const { address, kind, name, props } = resource;
      return [
        ...(address === addressOf({ name: kind }, name) && name !== ""
          ? []
          : [{ path: `${path}.address`, message: `${address} is not the address of ${kind} ${JSON.stringify(name)}` }]),
        ...twice(address, placeOf.get(address) === at, `${path}.address`),
        ...referenceProblems(resource, known, path),
        ...propsProblems(kindOf(kind), props, `${path}.props`),
        ...fateProblems(address, { left, making }, path),
      ];
    }),
    ...unchanged.flatMap((address, at) => [
      ...(known.has(address) ? [] : [{ path: `unchanged.${at}`, message: `the plan has no resource ${address}` }]),
      ...twice(address, placeOfLeft.get(address) === at, `unchanged.${at}`),
    ]),
  ];
}

/** The place at which each stands first. */
function firstPlaces(addresses: readonly string[]): ReadonlyMap<string, number> {
  return new Map(addresses.map((address, at) => [address, at] as const).toReversed());
}

function twice(address: string, isFirst: boolean, path: string): PlanProblem[] {
  return isFirst ? [] : [{ path, message: `${address} is there twice` }];
}

function referenceProblems({ props, after }: Resource, known: ReadonlySet<string>, path: string): PlanProblem[] {
  const nothing = (address: string) => `nothing of the plan has the address ${address}`;
  return [
    ...refsIn(props).flatMap(({ $ref, field }: { readonly $ref: string; readonly field: unknown }) => {
      if (!known.has($ref)) return [{ path: `${path}.props`, message: nothing($ref) }];
      return typeof field === "string" && field !== ""
        ? []
        : [{ path: `${path}.props`, message: `the reference to ${$ref} names no field of it` }];
    }),
    ...after.flatMap((address, at) =>
      known.has(address) ? [] : [{ path: `${path}.after.${at}`, message: nothing(address) }],
    ),
  ];
}

function fateProblems(
  address: string,
  { left, making }: { readonly left: ReadonlySet<string>; readonly making: ReadonlySet<string> },
  path: string,
): PlanProblem[] {
  if (left.has(address) !== making.has(address)) return [];
  const message = left.has(address)
    ? `${address} is said to be unchanged, and a step makes or changes it`
    : `no step makes or changes ${address}, and it is not said to be unchanged`;
  return [{ path, message }];
}
