import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, type BlueprintParts, type Etcd, etcd, network } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { ProvisionError } from "../engine/error.ts";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { describeCluster } from "./describe-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const net = network({ cidr: "10.1.0.0/16", nat: "single" });
const hosts = ["10.1.3.10", "10.1.4.10", "10.1.5.10", "10.1.3.11", "10.1.4.11", "10.1.5.11", "10.1.3.12"];

/** An etcd of that many members. */
function of(count: number, tls: Etcd["tls"] = "off", addresses: readonly string[] = hosts): Etcd {
  return etcd({ addresses: addresses.slice(0, count), tls });
}

function keep(members?: Etcd) {
  return blueprint<BlueprintParts>("keep", { network: net, ...(members !== undefined && { etcd: members }) });
}

async function standing(members: Etcd) {
  const account = simulateAccount({ seed: "etcd", latency: "none" });
  const options = { ...account.connection, ledger: memoryLedger() };
  await createCluster(keep(members), options);
  const refused = async (after: Etcd | undefined) => {
    const from = account.calls.length;
    const error: unknown = await createCluster(keep(after), options).result.catch((reason: unknown) => reason);
    const writing = account.calls
      .slice(from)
      .filter(({ operation }) => !/^(Describe|Get|List|BatchGet)/.test(operation));
    expect(writing).toEqual([]);
    if (!(error instanceof ProvisionError)) throw error;
    expect(error.code).toBe("unplannable");
    return error.diagnostics;
  };
  /** What a plan asks a person to do in etcd. */
  const asked = async (after: Etcd) => {
    const { notices } = await planCluster(keep(after), options);
    return notices.filter(({ message }) => message.includes("etcdctl"));
  };
  const apply = async (after: Etcd | undefined, including: readonly string[] = []) => {
    await createCluster(keep(after), { ...options, including });
    expect((await planCluster(keep(after), options)).steps).toEqual([]);
  };
  const byHand = (service: "AutoScaling" | "EC2" | "SecretsManager", operation: string, input: object) =>
    account.handle(service, operation, input);
  const idOf = async (address: string) => {
    const { resources } = await describeCluster("keep", options);
    return resources.find((one) => one.address === address)?.id;
  };
  return { account, asked, refused, apply, byHand, idOf };
}

const swapped = ["10.1.4.10", "10.1.3.10", "10.1.5.10"];
const moved = ["10.1.3.10", "10.1.4.10", "10.1.5.99"];

describe("an etcd that stands is refused, before the first write,", () => {
  it.each<[string, Etcd, Etcd, readonly string[]]>([
    [
      "to go without certificates",
      of(3, "mutual"),
      of(3, "off"),
      ["keep.etcd.tls: the members that stand have tls mutual, and cannot talk to members with tls off"],
    ],
    [
      "to go over to certificates",
      of(1, "off"),
      of(1, "mutual"),
      ["keep.etcd.tls: the members that stand have tls off, and cannot talk to members with tls mutual"],
    ],
    [
      "to lose its majority of three",
      of(3),
      of(1),
      ["keep.etcd.addresses: of 3 members that stand 1 would be left, and etcd goes on only with 2"],
    ],
    [
      "to lose its majority of five",
      of(5),
      of(1),
      ["keep.etcd.addresses: of 5 members that stand 1 would be left, and etcd goes on only with 3"],
    ],
    [
      "another address",
      of(3),
      of(3, "off", moved),
      ["keep.etcd.addresses.2: etcd-3 runs at 10.1.5.10, and cannot come to 10.1.5.99 while it does"],
    ],
    [
      "addresses in another order",
      of(3),
      of(3, "off", swapped),
      [
        "keep.etcd.addresses.0: etcd-1 runs at 10.1.3.10, and cannot come to 10.1.4.10 while it does",
        "keep.etcd.addresses.1: etcd-2 runs at 10.1.4.10, and cannot come to 10.1.3.10 while it does",
      ],
    ],
    [
      "all of it at once",
      of(3, "mutual"),
      of(1, "off", swapped),
      [
        "keep.etcd.tls: the members that stand have tls mutual, and cannot talk to members with tls off",
        "keep.etcd.addresses: of 3 members that stand 1 would be left, and etcd goes on only with 2",
        "keep.etcd.addresses.0: etcd-1 runs at 10.1.3.10, and cannot come to 10.1.4.10 while it does",
      ],
    ],
  ])("%s", async (_name, before, after, problems) => {
    const { refused } = await standing(before);
    expect((await refused(after)).map(({ path, message }) => `${path}: ${message}`)).toEqual(problems);
  });

  it("with what works instead", async () => {
    const three = await standing(of(3, "mutual"));
    const five = await standing(of(5));
    const one = await standing(of(1));
    const remedies = [
      ...(await three.refused(of(1, "off", swapped))),
      ...(await five.refused(of(1))),
      ...(await one.refused(of(1, "off", swapped))),
    ].map(({ remedy }) => remedy);
    expect(remedies).toMatchInlineSnapshot(`
      [
        "Write tls: "mutual". For off, make etcd anew without its data: save a snapshot, plan without etcd and name its volumes (including: ["volume/etcd-*"]), then plan with it again.",
        "Keep 3; or take one away after the other by hand, each first from etcd itself (etcdctl member remove), then its group (keep-etcd-2, keep-etcd-3), and plan again for what else was theirs.",
        "Write 10.1.3.10 in this place: the last members go first. To move etcd-1: etcdctl member remove; then delete by hand its group (keep-etcd-1) and what it has of a volume and a certificate, and plan again: it joins anew.",
        "Take away at most 2 at a time, the last ones, each of them first from etcd itself: etcdctl member remove.",
        "Write 10.1.3.10 in this place: the last members go first. To move etcd-1: save a snapshot, for it has the only copy of the data; then delete by hand its group (keep-etcd-1) and what it has of a volume and a certificate, and plan again: it joins anew.",
      ]
    `);
  });
});

describe("an etcd that stands takes", () => {
  it.each([
    [5, 3, ["etcd-4", "etcd-5"]],
    [7, 5, ["etcd-6", "etcd-7"]],
  ])("%i members to %i, and is told what to do first", async (before, after, names) => {
    const { asked, apply } = await standing(of(before));
    expect(await asked(of(after))).toEqual(
      names.map((name) => ({
        severity: "warning",
        address: `auto-scaling-group/${name}`,
        message: `${name} goes, and etcd counts it as a member until it is removed there: etcdctl member remove, before this is applied`,
      })),
    );
    await apply(of(after), ["volume/*"]);
    expect(await asked(of(after))).toEqual([]);
  });

  it("more members, and its own end, without a word", async () => {
    const { asked, apply } = await standing(of(1, "mutual"));
    expect(await asked(of(3, "mutual"))).toEqual([]);
    await apply(of(3, "mutual"));
    await apply(undefined, ["*"]);
  });

  it("the other certificates as the refusal says: made anew, without its volumes", async () => {
    const { refused, apply } = await standing(of(3, "mutual"));
    await refused(of(3, "off"));
    await apply(undefined, ["volume/etcd-*"]);
    await apply(of(3, "off"));
    // Its authority is precious, and still there.
    await refused(of(3, "mutual"));
  });

  it("its certificates again that somebody deleted", async () => {
    const { apply, byHand } = await standing(of(1, "mutual"));
    await byHand("SecretsManager", "DeleteSecret", { SecretId: "keep/tls/etcd-1", ForceDeleteWithoutRecovery: true });
    await apply(of(1, "mutual"));
  });

  it("one member alone as the refusal says: the others away by hand", async () => {
    const { refused, apply, byHand } = await standing(of(3));
    await refused(of(1));
    for (const name of ["keep-etcd-3", "keep-etcd-2"]) {
      await byHand("AutoScaling", "DeleteAutoScalingGroup", { AutoScalingGroupName: name, ForceDelete: true });
    }
    await apply(of(1), ["volume/*"]);
  });

  it("another address as the refusal says: with nothing left of the member that moves", async () => {
    const { account, refused, apply, byHand, idOf } = await standing(of(3, "mutual"));
    await refused(of(3, "mutual", moved));
    const name = { AutoScalingGroupName: "keep-etcd-3" };
    await byHand("AutoScaling", "DeleteAutoScalingGroup", { ...name, ForceDelete: true });
    await account.connection.clock.sleep(600_000);
    await byHand("EC2", "DeleteVolume", { VolumeId: await idOf("volume/etcd-3") });
    await byHand("SecretsManager", "DeleteSecret", { SecretId: "keep/tls/etcd-3", ForceDeleteWithoutRecovery: true });
    await apply(of(3, "mutual", moved));
  });
});

it("an etcd that no blueprint has any more goes only where it is named, and its data only by its own names", async () => {
  const { refused, apply, account } = await standing(of(3));
  const problems = await refused(undefined);
  expect(problems.map(({ path, message, rule }) => [path, message, rule])).toEqual([
    [
      "keep.etcd",
      "the blueprint has no etcd, and etcd-1, etcd-2, etcd-3 stand: the cluster would lose it whole",
      "etcd-goes",
    ],
  ]);
  await apply(undefined, ["auto-scaling-group/etcd-*"]);
  const left = account.inventory().filter(({ type }) => ["auto-scaling-group", "volume"].includes(type));
  expect(left.map(({ tags }) => tags["drydock:address"]).toSorted()).toEqual([
    "volume/etcd-1",
    "volume/etcd-2",
    "volume/etcd-3",
  ]);
});
