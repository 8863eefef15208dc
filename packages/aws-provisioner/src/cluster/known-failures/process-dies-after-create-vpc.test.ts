import { simulateAccount } from "@drydock/aws-simulator";
import { expect, it } from "vitest";
import { killed } from "../../../../../tools/torture/killed.ts";
import { memoryLedger } from "../../engine/ledger.ts";
import { createCluster } from "../create-cluster.ts";
import { planCluster } from "../plan-cluster.ts";
import { addresses, emptyQuay, heard } from "./testing/quay.ts";

/**
 * A controller was interrupted between CreateVpc and the write that would have told of it: the next one made
 * a second network (https://github.com/aws-controllers-k8s/community/issues/2062).
 */
it.each([
  ["the record kept and listings as far behind as AWS says that they may be", "kept", "worst"],
  ["the record lost and listings that show what there is", "lost", "none"],
] as const)(
  "a process that dies when CreateVpc was heard is gone on with, %s: one network",
  async (_, record, listingLag) => {
    const account = simulateAccount({ seed: "create-vpc", latency: "typical", listingLag });
    const options = () => ({ ...account.connection, ...(record === "lost" && { ledger: memoryLedger() }) });
    const knife = { boundary: 1, after: /^CreateVpc$/, way: "unanswered" } as const;
    const died = killed(account, options(), knife, (by) => createCluster(emptyQuay, by).result);
    expect(await died.isKilled()).toBe(true);
    const [made] = account.inventory().filter(({ type }) => type === "vpc");

    const { network } = await createCluster(emptyQuay, options());
    expect(network.vpcId).toBe(made?.id);
    expect(heard(account, "CreateVpc")).toHaveLength(1);
    expect(addresses(account)).toEqual([...new Set(addresses(account))]);
    // What the next one makes is of the operation that the network tells of, where there is a record of it.
    const operations = account.inventory().flatMap(({ tags }) => tags["drydock:operation"] ?? []);
    expect(new Set(operations).size).toBe(record === "kept" ? 1 : 2);
    expect((await planCluster(emptyQuay, options())).steps).toEqual([]);
  },
);
