import { expect, it } from "vitest";
import type { Plan } from "./plan.ts";
import { crowded, seenLate } from "./seen-late.ts";

const kinds = {
  machine: { seesLate: { kinds: ["profile"], atOnce: 2 } },
  profile: {},
} as const;
const kindOf = (name: string) => kinds[name as keyof typeof kinds];

/** A plan that makes these machines and profiles, each machine with its profile, and finds the rest there. */
function planOf(machines: Readonly<Record<string, string>>, made: readonly string[]) {
  const resourceOf = (address: string, props: object) => ({ address, kind: address.split("/")[0], props, after: [] });
  return {
    steps: made.map((address) => ({ action: "create", address })),
    resources: [
      ...Object.entries(machines).map(([name, profile]) =>
        resourceOf(`machine/${name}`, { profile: { $ref: `profile/${profile}`, field: "id" }, other: "profile/x" }),
      ),
      resourceOf("profile/a", {}),
      resourceOf("profile/b", {}),
    ],
  } as unknown as Plan;
}

const three = { one: "a", two: "a", three: "a", four: "b" };
const machines = ["machine/one", "machine/two", "machine/three", "machine/four"];

it.each([
  ["more than go at once", planOf(three, [...machines, "profile/a", "profile/b"]), ["profile/a"]],
  ["as many as go at once", planOf({ one: "a", two: "a" }, [...machines, "profile/a"]), []],
  ["a profile that stood before", planOf(three, machines), []],
  ["machines that stood before", planOf(three, ["machine/one", "machine/two", "profile/a"]), []],
])("one goes first of %s", (_, plan, addresses) => {
  expect(crowded(plan, kindOf)).toEqual(addresses);
});

it("only what may be seen late is waited for", () => {
  const [machine] = planOf(three, []).resources;
  expect(seenLate(kinds.machine, machine)).toEqual(["profile/a"]);
  expect([seenLate(kinds.profile, machine), seenLate(kinds.machine, undefined)]).toEqual([[], []]);
});
