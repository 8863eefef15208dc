import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect } from "vitest";
import { etcdCluster, type EtcdCluster, type RunningMember } from "./etcd-cluster.ts";
import { testWith, tools } from "./tool.ts";

const needed = [tools.etcd, tools.curl, tools.jq, tools.openssl, tools.dash];
const open: EtcdCluster[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((cluster) => cluster.close()));
});

/** Addresses of a test of its own: the process id keeps runs beside each other apart. */
async function cluster(subnet: number): Promise<EtcdCluster> {
  const net = `127.${(process.pid % 200) + 20}.${subnet}`;
  const made = await etcdCluster([`${net}.11`, `${net}.12`, `${net}.13`]);
  open.push(made);
  return made;
}

async function boot(members: readonly RunningMember[]): Promise<void> {
  const decided = await Promise.all(members.map((each) => each.decide()));
  expect(decided.map(({ status }) => status)).toEqual(members.map(() => 0));
  for (const each of members) each.start();
  const settled = await Promise.all(members.map((each) => each.settle()));
  expect(settled.map(({ status }) => status)).toEqual(members.map(() => 0));
}

function started(member: RunningMember): string[] {
  return member
    .etcdctl("member", "list")
    .stdout.trim()
    .split("\n")
    .map((line) =>
      line
        .split(", ")
        .slice(1, 3)
        .concat(line.split(", ")[5] ?? "")
        .join(" "),
    )
    .toSorted();
}

testWith(
  needed,
  "founders form the cluster; a member that lost its data comes back as a learner, is promoted, and data survives; once all have lost it, with the mark of a cluster that stood, each stops and says so",
  async () => {
    const { members, account } = await cluster(1);
    const [first, second, third] = members as [RunningMember, RunningMember, RunningMember];
    await boot(members);
    expect(members.map((each) => each.decision()["ETCD_INITIAL_CLUSTER_STATE"])).toEqual(["new", "new", "new"]);
    expect(first.decision()["ETCD_INITIAL_CLUSTER_TOKEN"]).toBe("token-of-the-test");
    expect([...account.parameters.values()]).toEqual(["yes"]);
    expect(first.etcdctl("put", "hull", "sound").status).toBe(0);
    const before = first.etcdctl("member", "list").stdout;

    await third.kill();
    third.wipe();
    const decided = await third.decide();
    expect(decided).toMatchObject({ status: 0 });
    expect(decided.stderr).toContain("starting: a learner in the place of a member that lost its data");
    expect(third.decision()["ETCD_INITIAL_CLUSTER_STATE"]).toBe("existing");
    expect(third.decision()["ETCD_INITIAL_CLUSTER"]?.split(",").toSorted()).toEqual(
      members.map(({ member }) => `${member.name}=${member.peerUrl}`),
    );
    third.start();
    const settled = await third.settle();
    expect(settled).toMatchObject({ status: 0 });
    expect(settled.stderr).toMatch(/promoting the learner \d+/);
    expect(started(second)).toEqual(["started etcd-1 false", "started etcd-2 false", "started etcd-3 false"]);
    expect(second.etcdctl("member", "list").stdout).not.toBe(before);
    expect(third.etcdctl("get", "hull", "--print-value-only").stdout).toBe("sound\n");

    // With its data, a member just starts, whoever else answers.
    await Promise.all(members.map((each) => each.kill()));
    await boot(members);
    expect(third.etcdctl("get", "hull", "--print-value-only").stdout).toBe("sound\n");

    // Without data and without quorum none founds the cluster again.
    await Promise.all(members.map((each) => each.kill()));
    for (const each of members) each.wipe();
    for (const { status, stderr } of await Promise.all(members.map((each) => each.decide(2)))) {
      expect(status).toBe(1);
      expect(stderr.match(/no quorum answers, and this cluster has stood before/g)).toHaveLength(2);
      expect(stderr).toContain("stopped: this member has no data and finds no quorum to join.");
    }
  },
);

testWith(
  needed,
  "a founder that boots after the others have formed the cluster still starts as one; a member whose return was cut short between leaving and joining goes on; one member of two changes nothing",
  async () => {
    const { members } = await cluster(2);
    const [first, second, third] = members as [RunningMember, RunningMember, RunningMember];
    await boot([first, second]);
    const late = await third.decide();
    expect(late.stderr).toContain("starting: a founder that has not started yet");
    expect(third.decision()["ETCD_INITIAL_CLUSTER_STATE"]).toBe("new");
    third.start();
    expect(await third.settle()).toMatchObject({ status: 0 });
    expect(started(third)).toEqual(["started etcd-1 false", "started etcd-2 false", "started etcd-3 false"]);

    await third.kill();
    third.wipe();
    const id =
      first
        .etcdctl("member", "list")
        .stdout.split("\n")
        .find((line) => line.includes("etcd-3"))
        ?.split(",")[0] ?? "";
    // A cluster refuses changes for some seconds after a member has died.
    while (first.etcdctl("member", "remove", id).status !== 0) await sleep(1000);
    // With the second member dead, one of two voters is no majority: nothing may be added.
    await second.kill();
    const refused = await third.decide(3);
    expect(refused.status).toBe(1);
    expect(first.etcdctl("member", "list").stdout).not.toContain(third.member.peerUrl);
    await second.decide();
    second.start();
    expect(await second.settle()).toMatchObject({ status: 0 });
    // Decided, added, and cut short before it ever started: the place is kept.
    expect(await third.decide()).toMatchObject({ status: 0 });
    third.wipe();
    const again = await third.decide();
    expect(again.stderr).toContain("starting: its place was made before");
    third.start();
    expect(await third.settle()).toMatchObject({ status: 0 });
    expect(started(first)).toEqual(["started etcd-1 false", "started etcd-2 false", "started etcd-3 false"]);
  },
);
