import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network, secret } from "@drydock/core";
import { describe, expect, it } from "vitest";
import type { Connection } from "../aws/connection.ts";
import type { Plan } from "../engine/plan.ts";
import { memoryLedger } from "../engine/ledger.ts";
import { applyPlan } from "./apply-plan.ts";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";
import { createNetwork, planNetwork } from "./network-only.ts";

type Plugin = NonNullable<Connection["plugins"]>[number];

const small = network({ cidr: "10.4.0.0/16", zones: 2, nat: "none", tiers: { public: {} }, endpoints: [] });

function account() {
  const simulated = simulateAccount({ seed: "refusals", latency: "typical" });
  return { simulated, options: simulated.connection };
}

type Other = Connection & { readonly account: string };

/** The same without the account that is named. */
function mine({ account: _account, ...connection }: Other): Connection {
  return connection;
}

/** Answers one operation without the account's knowing, so that nothing comes of it. */
function unheard(operation: string): Plugin {
  return {
    applyToStack: (stack) =>
      stack.add(
        (next, { commandName }) =>
          async (request) =>
            commandName === `${operation}Command`
              ? { output: { $metadata: { requestId: "unheard" } }, response: {} }
              : next(request),
        { step: "initialize", priority: "high", name: `unheard${operation}` },
      ),
  };
}

it("wrong-account: changes nothing where the credentials are for another account", async () => {
  const { simulated, options } = account();
  const before = simulated.inventory();
  const made = createNetwork("refused", small, { ...options, account: "999999999999" });
  await expect(made.result).rejects.toMatchObject({
    code: "wrong-account",
    message: [
      "these credentials are for account 123456789012, not 999999999999",
      "Nothing was changed. Check AWS_PROFILE, or the account option.",
    ].join("\n"),
  });
  expect(simulated.inventory()).toEqual(before);
});

it.each([
  ["a plan", (on: Other) => planNetwork("refused", small, on)],
  ["a creation", (on: Other) => createNetwork("refused", small, on).result],
  ["a plan that was saved", async (on: Other) => applyPlan(await planNetwork("other", small, mine(on)), on).result],
  ["a destroy", (on: Other) => destroyCluster("refused", on).result],
])("wrong-account: %s is refused over a cluster that stands too, and nothing is changed", async (_name, run) => {
  const { simulated, options } = account();
  await createNetwork("refused", small, options);
  const before = simulated.inventory();
  const refused = run({ ...options, account: "999999999999" });
  await expect(refused).rejects.toMatchObject({ code: "wrong-account" });
  expect(simulated.inventory()).toEqual(before);
});

it("the account that was expected is taken", async () => {
  const { options } = account();
  await createNetwork("refused", small, { ...options, account: "123456789012" });
});

it("declined: changes nothing where the plan is not confirmed", async () => {
  const { simulated, options } = account();
  const before = simulated.inventory();
  const shown: string[] = [];
  const confirm = async (plan: Plan) => {
    shown.push(plan.cluster);
    return false;
  };
  await expect(createNetwork("refused", small, { ...options, confirm }).result).rejects.toMatchObject({
    code: "declined",
  });
  expect(shown).toEqual(["refused"]);
  expect(simulated.inventory()).toEqual(before);
});

it("not-empty: names what is still there after a destroy that deleted it", async () => {
  const { simulated, options } = account();
  await createNetwork("refused", small, options);
  const vpc = simulated.inventory().find(({ type, tags }) => type === "vpc" && tags["drydock:cluster"] === "refused");
  const plugins = [unheard("DeleteVpc"), ...(options.plugins ?? [])];
  await expect(destroyCluster("refused", { ...options, plugins }).result).rejects.toMatchObject({
    code: "not-empty",
    message: `refused is not empty: vpc/main (${vpc?.id})\nDestroy again; what is left was found by its tags.`,
  });
  expect((await destroyCluster("refused", options)).left).toEqual([]);
});

describe("an abort is heard at once while", () => {
  type Options = ReturnType<typeof account>["options"] & { readonly signal: AbortSignal };

  type Never = () => Promise<never>;
  const deeds: Readonly<Record<string, (options: Options, never: Never) => PromiseLike<unknown>>> = {
    "a plan reads the ledger": (options, never) =>
      planNetwork("refused", small, { ...options, ledger: deaf("read", never) }),
    "an apply reads the ledger": (options, never) =>
      createNetwork("refused", small, { ...options, ledger: deaf("read", never) }),
    "an apply writes the ledger": (options, never) =>
      createNetwork("refused", small, { ...options, ledger: deaf("write", never) }),
    "somebody is asked to confirm": (options, never) => createNetwork("refused", small, { ...options, confirm: never }),
  };

  function deaf(method: "read" | "write", never: Never) {
    const { read, write } = memoryLedger();
    return { read, write, [method]: never };
  }

  it.each(Object.entries(deeds))("%s", async (_, deed) => {
    const { simulated, options } = account();
    const before = simulated.inventory();
    const controller = new AbortController();
    const never = () => {
      controller.abort("enough");
      return new Promise<never>(() => {});
    };
    const done = Promise.resolve(deed({ ...options, signal: controller.signal }, never));
    await expect(done).rejects.toBe("enough");
    expect(simulated.inventory()).toEqual(before);
  });
});

describe("a plan is carried out as it was shown, whatever is done to", () => {
  type Loose = { steps: unknown[] };
  const empty = (plan: Plan) => void ((plan as unknown as Loose).steps = []);

  it("what confirm is given, or an event holds", async () => {
    const { options } = account();
    const confirm = (plan: Plan) => {
      empty(plan);
      return true;
    };
    const run = createNetwork("refused", small, { ...options, confirm });
    for await (const event of run) if (event.type === "planned") empty(event.plan);
    expect((await run).network.vpcId).toMatch(/^vpc-/);
    expect((await planNetwork("refused", small, options)).steps).toEqual([]);
  });

  it("the plan that is being applied", async () => {
    const { options } = account();
    const plan = await planNetwork("refused", small, options);
    const made = applyPlan(plan, options);
    empty(plan);
    expect((await made).map(({ address }) => address)).toContain("vpc/main");
  });
});

it("step-failed: says what to do about a bucket that holds something", async () => {
  const { simulated, options } = account();
  await createCluster(blueprint("refused", { network: small, buckets: ["data"] }), options);
  const Bucket = "drydock-123456789012-refused-data";
  await simulated.handle("S3", "PutObject", { Bucket, Key: "a", Body: "b" });
  await expect(destroyCluster("refused", { ...options, including: ["bucket/*"] }).result).rejects.toMatchObject({
    code: "step-failed",
    address: "bucket/data",
    message: expect.stringMatching(/^cannot delete bucket\/data: BucketNotEmpty: /),
    hint: expect.stringContaining(`aws s3 rm s3://${Bucket} --recursive`),
    cause: expect.objectContaining({ name: "BucketNotEmpty" }),
  });
});

it.each([
  ["nothing", ""],
  ["too much", "x".repeat(65_537)],
])("secret-unavailable: changes nothing where a secret comes to %s", async (_, TOKEN) => {
  const { simulated, options } = account();
  const before = simulated.inventory();
  const secrets = { token: secret.text({ fromEnv: "TOKEN" }) };
  const made = createCluster(blueprint("refused", { network: small, secrets }), { ...options, environment: { TOKEN } });
  await expect(made.result).rejects.toMatchObject({ code: "secret-unavailable" });
  expect(simulated.inventory()).toEqual(before);
});
