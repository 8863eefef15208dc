import { simulateAccount, type SimulatedAccount } from "@drydock/aws-simulator";
import { expect, it } from "vitest";
import { killed } from "../../../../../tools/torture/killed.ts";
import { createCluster } from "../create-cluster.ts";
import { planCluster } from "../plan-cluster.ts";
import { addresses, quay } from "./testing/quay.ts";

const creates = /^(?:Create(?!Tags)|Allocate|Run)/;

/** The creates that were heard, by operation and token. */
function heardCreates({ calls }: SimulatedAccount) {
  const heard = calls.filter(({ operation, outcome }) => outcome === "ok" && creates.test(operation));
  return heard.map(({ operation, input }) => {
    const { ClientToken: token } = input as { readonly ClientToken?: string };
    return { operation, token };
  });
}

/** What was made by them: what is asked for again by its token is no other one. */
function made(account: SimulatedAccount): string[] {
  const all = heardCreates(account);
  const first = all.filter(({ token }, at) => !all.slice(0, at).some((one) => token && one.token === token));
  return first.map(({ operation }) => operation).toSorted();
}

/**
 * Whoever was interrupted while something was being created had to say by hand what had become of it
 * (https://github.com/pulumi/pulumi/issues/4265).
 */
it("each create whose answer nobody lived to hear is settled by the next run, and nobody is asked", async () => {
  const undisturbed = simulateAccount({ seed: "pending", latency: "typical" });
  await createCluster(quay, undisturbed.connection);

  const account = simulateAccount({ seed: "pending", latency: "typical", listingLag: "worst" });
  // One at a time, so that each of them is the one at which a run dies.
  const options = { ...account.connection, concurrency: 1 };
  const unheard = new Set<string>();
  for (;;) {
    const knife = { boundary: 1, after: creates, way: "unanswered" } as const;
    const died = killed(account, options, knife, (by) => createCluster(quay, by).result);
    if (!(await died.isKilled())) break;
    unheard.add(heardCreates(account).at(-1)?.operation ?? "");
  }
  expect([...unheard].toSorted()).toEqual([...new Set(made(undisturbed))]);
  expect(made(account)).toEqual(made(undisturbed));
  expect(addresses(account)).toEqual(addresses(undisturbed));
  expect((await planCluster(quay, options)).steps).toEqual([]);
});
