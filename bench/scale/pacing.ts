// How a cluster of fixed machines comes to stand under AWS's own buckets, in the simulated account's time, beside
// the floor that these buckets and the longest path set.
import { createCluster, type RunReport } from "@drydock/aws-provisioner";
import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network } from "@drydock/core";

/** EC2's buckets of a launch: 5 requests and 2 more a second, 1,000 machines and 2 more a second. */
const launches = { requests: { capacity: 5, refill: 2 }, resources: { capacity: 1000, refill: 2 } } as const;

/**
 * Seconds of the simulated account: until a fresh profile lets a machine be launched, half a launch, a boot.
 */
const takes = { profile: 7.91, launch: 1.5 / 2, running: 14 } as const;

/** What is held: at most so many of a hundred calls refused, and so many times the floor. */
const goal = { refused: 0.02, ratio: 1.1 } as const;

type Places = "drawn" | "fixed";

/** Prints a row for each size, and fails the command where a goal is missed. */
export async function pacing(): Promise<void> {
  console.log("| fixed machines, created | calls | refused | for their pace | elapsed | floor | ratio | CPU |");
  console.log("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
  for (const [count, places] of [
    [100, "drawn"],
    [1000, "drawn"],
    [1000, "fixed"],
  ] as const) {
    const before = process.cpuUsage();
    const { account, report } = await created(count, places, true);
    const cpu = process.cpuUsage(before);
    const refused = account.calls.filter(({ outcome }) => outcome !== "ok");
    const paced = refused.filter(({ outcome }) => /Throttling|RequestLimitExceeded/.test(outcome ?? ""));
    const floor = await floorOf(count, places);
    const [share, ratio] = [refused.length / account.calls.length, report.elapsedSeconds / floor];
    const name = places === "fixed" ? `${count} at fixed addresses` : `${count}`;
    const cells = [
      account.calls.length,
      `${refused.length} (${(share * 100).toFixed(1)} %)`,
      paced.length,
      `${report.elapsedSeconds.toFixed(1)} s`,
      `${floor.toFixed(1)} s`,
      ratio.toFixed(3),
      `${((cpu.user + cpu.system) / 1e6).toFixed(1)} s`,
    ];
    console.log(`| ${[name, ...cells].join(" | ")} |`);
    if (share > goal.refused || ratio > goal.ratio) process.exitCode = 1;
  }
}

async function created(count: number, places: Places, throttling: boolean) {
  const account = simulateAccount({ seed: "scale", latency: "typical", throttling });
  const addresses = Array.from({ length: count }, (_, nth) => addressOf(nth));
  const node =
    places === "fixed"
      ? machines({ addresses, sessionManager: false })
      : machines({ count, subnets: "private", sessionManager: false });
  const site = blueprint("scale", {
    network: network({ cidr: "10.0.0.0/16", nat: "none", tiers: { private: { newBits: 4 } } }),
    pools: { node },
  });
  const run = createCluster(site, { ...account.connection, environment: {} });
  let report: RunReport | undefined;
  for await (const event of run) if (event.type === "done") report = event.report;
  await run;
  return { account, report: report! };
}

/** In three subnets of /20 in turn, past the addresses that AWS keeps. */
function addressOf(nth: number): string {
  const within = 10 + Math.floor(nth / 3);
  return `10.0.${(nth % 3) * 16 + Math.floor(within / 256)}.${within % 256}`;
}

/**
 * Seconds in which nobody could be faster: those until the first launch can be let in, with nothing in its
 * way; those until the last finds a token, requests and machines alike; and those until that one runs.
 */
async function floorOf(count: number, places: Places): Promise<number> {
  const { account } = await created(1, places, false);
  const first = account.calls.find(({ operation }) => !/^(?:Describe|Get|List|Head|BatchGet)/.test(operation))!;
  const last = account.calls.find(({ operation }) => operation === "AddRoleToInstanceProfile")!;
  const heard = (last.start + last.end!) / 2;
  const tokens = Object.values(launches).map(({ capacity, refill }) => Math.max(0, count - capacity) / refill);
  return (heard - first.start) / 1000 + takes.profile + Math.max(...tokens) + takes.launch + takes.running;
}
