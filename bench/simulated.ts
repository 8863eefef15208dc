// How close the fleet's apply and destroy on the simulated account come to the floor that AWS's own durations
// set: the longest path through the steps, each as long as its calls and its transition, with nothing added
// for noticing that it is over.
import { createCluster, destroyCluster, type Plan, type RunReport } from "@drydock/aws-provisioner";
import { simulateAccount } from "@drydock/aws-simulator";
import { fleet } from "../examples/fleet.ts";

/**
 * Seconds that the simulated account takes, after it has accepted a call, until a resource of that kind is
 * ready or gone.
 */
const transitions = {
  create: { vpc: 0.5, "nat-gateway": 100, "load-balancer": 156, volume: 2, "auto-scaling-group": 5 + 14 },
  delete: { "nat-gateway": 68, "auto-scaling-group": 210 },
} as const;

function floorOf({ steps }: Plan, { timings }: RunReport): number {
  const timing = new Map(timings.map((one) => [one.step, one]));
  const byId = new Map(steps.map((step) => [step.id, step]));
  const known = new Map<string, { accepted: number; stable: number }>();
  const ends = (id: string): { accepted: number; stable: number } => {
    const done = known.get(id);
    if (done !== undefined) return done;
    const { needs, kind, action } = byId.get(id)!;
    const start = Math.max(0, ...needs.map(({ step, reached }) => ends(step)[reached]));
    const { started, accepted } = timing.get(id)!;
    const settling: Readonly<Record<string, number>> = action === "delete" ? transitions.delete : transitions.create;
    const end = { accepted: start + accepted - started, stable: start + accepted - started + (settling[kind] ?? 0) };
    known.set(id, end);
    return end;
  };
  return Math.max(...steps.map(({ id }) => ends(id).stable));
}

const account = simulateAccount({ seed: "bench", latency: "typical" });
const options = {
  ...account.connection,
  environment: { DOCKERCFG: '{"auths":{}}' },
  including: ["volume/*", "authority/*"],
};
console.log("| fleet on the simulated account | elapsed | floor | ratio | calls | wall |");
console.log("| --- | ---: | ---: | ---: | ---: | ---: |");
for (const [name, begin] of [
  ["create", () => createCluster(fleet, options)],
  ["destroy", () => destroyCluster(fleet.name, options)],
] as const) {
  const before = account.calls.length;
  const began = performance.now();
  const run = begin();
  let plan: Plan | undefined;
  let report: RunReport | undefined;
  for await (const event of run) {
    if (event.type === "planned") plan = event.plan;
    if (event.type === "done") report = event.report;
  }
  await run;
  const floor = floorOf(plan!, report!);
  const ratio = report!.elapsedSeconds / floor;
  const calls = account.calls.length - before;
  console.log(
    `| ${name} | ${report!.elapsedSeconds.toFixed(1)} s | ${floor.toFixed(1)} s | ${ratio.toFixed(3)} | ${calls} | ${((performance.now() - began) / 1000).toFixed(2)} s |`,
  );
  if (ratio > 1.1) process.exitCode = 1;
}
