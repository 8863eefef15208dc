import { X509Certificate } from "node:crypto";
import { type Fault, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, etcd, network, type Secret, secret } from "@drydock/core";
import { describe, expect, it } from "vitest";
import type { Connection } from "../aws/connection.ts";
import { memoryLedger } from "../engine/ledger.ts";
import type { Plan } from "../engine/plan.ts";
import { printPlan } from "../engine/print-plan.ts";
import { applyPlan } from "./apply-plan.ts";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";
import { requiredPermissions } from "./required-permissions.ts";

const names = Array.from({ length: 23 }, (_, index) => `s${index}`);

/** A network with secrets from variables, and one that is made once. */
function vault(variables: readonly string[] = ["s0"]) {
  const local = variables.map((name) => [name, secret.text({ fromEnv: name })] as const);
  const net = network({ cidr: "10.1.0.0/16", zones: 1, nat: "none", tiers: { public: {} } });
  return blueprint("vault", { network: net, secrets: { ...Object.fromEntries(local), made: secret.generated() } });
}

function account(faults: readonly Fault[] = []) {
  const simulated = simulateAccount({ seed: "secrets", latency: "typical", faults: [...faults] });
  const holding = (values: Readonly<Record<string, string>>) => ({
    ...simulated.connection,
    ledger: memoryLedger(),
    environment: values,
  });
  const stored = async (name: string) => {
    const answer = await simulated.handle("SecretsManager", "GetSecretValue", { SecretId: `vault/${name}` });
    return (answer as { readonly SecretString?: string }).SecretString;
  };
  return { ...simulated, holding, stored };
}

/** What a plan says of the values; no node of these blueprints reads any, of which it speaks too. */
function saidOfValues({ notices }: Plan) {
  return notices.filter(({ message }) => !message.includes("no node reads it"));
}

type Plugin = NonNullable<Connection["plugins"]>[number];

/** Answers one operation in the account's place. */
function telling(operation: string, output: object): Plugin {
  return {
    applyToStack: (stack) =>
      stack.add(
        (next, { commandName }) =>
          async (request) =>
            commandName === `${operation}Command`
              ? { output: { $metadata: {}, ...output }, response: {} }
              : next(request),
        { step: "initialize", priority: "high", name: `telling${operation}` },
      ),
  };
}

describe("a secret whose variable has changed", () => {
  it("is written again, and neither value stands in the plan", async () => {
    const { holding, stored } = account();
    await createCluster(vault(), holding({ s0: "before-1" }));
    const made = await stored("made");
    const plan = await planCluster(vault(), holding({ s0: "after-2" }));
    expect(printPlan(plan)).toContain('value: "outdated" -> "current"');
    expect(JSON.stringify(plan)).not.toMatch(/before-1|after-2/);
    await createCluster(vault(), holding({ s0: "after-2" }));
    expect(await stored("s0")).toBe("after-2");
    expect(await stored("made")).toBe(made);
    expect((await planCluster(vault(), holding({ s0: "after-2" }))).steps).toEqual([]);
  });

  it("is written by a plan that was saved", async () => {
    const { holding, stored } = account();
    await createCluster(vault(), holding({ s0: "a" }));
    const saved = JSON.stringify(await planCluster(vault(), holding({ s0: "b" })));
    await applyPlan(JSON.parse(saved) as Plan, holding({ s0: "b" }));
    expect(await stored("s0")).toBe("b");
  });

  it("that is written by hand is written back", async () => {
    const { holding, stored, handle } = account();
    await createCluster(vault(), holding({ s0: "a" }));
    await handle("SecretsManager", "PutSecretValue", { SecretId: "vault/s0", SecretString: "by hand" });
    await createCluster(vault(), holding({ s0: "a" }));
    expect(await stored("s0")).toBe("a");
  });
});

it("a variable that is not there leaves its secret as it is, and the plan says so", async () => {
  const { holding, stored } = account();
  await createCluster(vault(), holding({ s0: "a" }));
  const plan = await planCluster(vault(), holding({}));
  const { steps } = plan;
  expect(steps).toEqual([]);
  expect(saidOfValues(plan)).toEqual([
    {
      severity: "warning",
      address: "secret/s0",
      message: expect.stringMatching(/^secret\/s0 is kept as it is stored, and was not compared: .*\$?s0[^\n]*$/),
    },
  ]);
  expect(await stored("s0")).toBe("a");
});

it("a stored value that cannot be read leaves its secret as it is, and the plan says so", async () => {
  const { holding, stored, inventory } = account();
  await createCluster(vault(), holding({ s0: "a" }));
  const SecretId = inventory().find(({ tags }) => tags["drydock:address"] === "secret/s0")?.id;
  const refused = { SecretValues: [], Errors: [{ SecretId, Message: "no access to it" }] };
  for (const [output, reason] of [
    [refused, "no access to it"],
    [{ SecretValues: [] }, "its stored value was not told"],
  ] as const) {
    const options = holding({ s0: "b" });
    const plugins = [telling("BatchGetSecretValue", output), ...options.plugins];
    const plan = await planCluster(vault(), { ...options, plugins });
    const { steps } = plan;
    expect(steps).toEqual([]);
    expect(saidOfValues(plan).map(({ message }) => message)).toEqual([
      `secret/s0 is kept as it is stored, and was not compared: ${reason}`,
    ]);
  }
  expect(await stored("s0")).toBe("a");
});

it("twenty are compared in one call, and none where none comes from here", async () => {
  const { holding, calls } = account();
  const values = Object.fromEntries(names.map((name) => [name, "x"]));
  const asked = async (variables: readonly string[]) => {
    await createCluster(vault(variables), holding(values));
    const before = calls.length;
    expect((await planCluster(vault(variables), holding(values))).steps).toEqual([]);
    return calls.slice(before).filter(({ operation }) => operation === "BatchGetSecretValue").length;
  };
  expect(await asked([])).toBe(0);
  expect(await asked(names.slice(0, 20))).toBe(1);
  expect(await asked(names)).toBe(2);
});

it("to compare them takes a permission for the cluster's secrets alone", async () => {
  const { holding } = account();
  await createCluster(vault(), holding({ s0: "a" }));
  const { Statement } = requiredPermissions(await planCluster(vault(), holding({ s0: "a" })), { region: "us-west-2" });
  const reading = Statement.filter(({ Action }) => Action.includes("secretsmanager:GetSecretValue"));
  expect(reading.map(({ Resource }) => Resource)).toEqual([["arn:aws:secretsmanager:us-west-2:*:secret:vault/*"]]);
});

it.each([false, true])(
  "a generated secret, precious: %s, of another length keeps its value and says so",
  async (precious) => {
    const { holding, stored, calls, handle, inventory } = account();
    const options = holding({});
    const of = (length: number, version = 1) =>
      blueprint("vault", {
        network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "none", tiers: { public: {} } }),
        secrets: { made: secret.generated({ length, version, precious }) },
      });
    const told = async (blueprintOf: ReturnType<typeof of>) => {
      const plan = await planCluster(blueprintOf, options);
      return [
        plan.steps.map(({ action }) => action),
        saidOfValues(plan).map(({ message }) => message.replace(/^\S+/, "")),
      ];
    };
    await createCluster(of(40), options);
    const from = calls.length;
    expect(await told(of(40))).toEqual([[], []]);
    const quiet = calls
      .slice(from)
      .map(({ operation }) => operation)
      .toSorted();
    const again = calls.length;
    const kept = " keeps its value of 40 characters, not 50: raise its version for a new one";
    expect(await told(of(50))).toEqual([[], [kept]]);
    expect(
      calls
        .slice(again)
        .map(({ operation }) => operation)
        .toSorted(),
    ).toEqual(quiet);
    expect(await told(of(50, 2))).toEqual([["update"], []]);
    await createCluster(of(50, 2), options);
    expect(await stored("made")).toHaveLength(50);
    expect(await told(of(50, 2))).toEqual([[], []]);
    // One of which nobody knows any more how it came.
    const one = inventory().find(({ tags }) => tags["drydock:secret-length"] === "50");
    await handle("SecretsManager", "UntagResource", { SecretId: one?.id, TagKeys: ["drydock:secret-length"] });
    const unknown = " keeps the value that it has, of which nothing says that it was generated";
    expect(await told(of(60, 2))).toEqual([[], [`${unknown}: raise its version for a new one`]]);
  },
);

it("a precious secret that is brought back has the length that it had", async () => {
  const { holding } = account();
  const options = holding({});
  const of = (length: number) =>
    blueprint("vault", {
      network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "none", tiers: { public: {} } }),
      secrets: { made: secret.generated({ length, precious: true }) },
    });
  await createCluster(of(40), options);
  await destroyCluster("vault", { ...options, including: ["*"] });
  await createCluster(of(50), options);
  expect(saidOfValues(await planCluster(of(50), options)).map(({ message }) => message)).toEqual([
    "secret/made keeps its value of 40 characters, not 50: raise its version for a new one",
  ]);
});

it("a secret that is to be generated from now on keeps its value and says so, until its version is raised", async () => {
  const { holding, stored } = account();
  const of = (made: Secret) =>
    blueprint("vault", {
      network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "none", tiers: { public: {} } }),
      secrets: { made },
    });
  const options = holding({ WORD: "word" });
  await createCluster(of(secret.text({ fromEnv: "WORD" })), options);
  const plan = await planCluster(of(secret.generated({ length: 40 })), options);
  expect([plan.steps, saidOfValues(plan).map(({ message }) => message)]).toEqual([
    [],
    [
      "secret/made keeps the value that it has, of which nothing says that it was generated: raise its version for a new one",
    ],
  ]);
  const raised = of(secret.generated({ length: 40, version: 2 }));
  await createCluster(raised, options);
  expect(await stored("made")).toHaveLength(40);
  // And back again: what comes from here is compared.
  await createCluster(of(secret.text({ fromEnv: "WORD", version: 2 })), options);
  expect(await stored("made")).toBe("word");
});

it("certificates are made anew, in place, where the names change that they are for", async () => {
  const { holding, stored, inventory } = account();
  const options = holding({});
  const of = (dns: string) =>
    blueprint("vault", {
      network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "none", tiers: { public: {} }, dns }),
      etcd: etcd({ addresses: ["10.1.0.10"] }),
    });
  const names = async () => {
    const { "tls.crt": certificate = "" } = JSON.parse((await stored("tls/etcd-1")) ?? "{}") as Record<string, string>;
    return new X509Certificate(certificate).subjectAltName;
  };
  await createCluster(of("one.internal"), options);
  expect(await names()).toContain("etcd.one.internal");
  const { steps } = await planCluster(of("two.internal"), options);
  const renamed = steps.filter(({ address }) => address.startsWith("secret/"));
  expect(renamed.map(({ id, changes }) => [id, changes.map(({ field }) => field)])).toEqual([
    ["update secret/tls/etcd-1", ["subject"]],
  ]);
  await createCluster(of("two.internal"), options);
  expect(await names()).toContain("etcd.two.internal");
  const { tags } = inventory().find(({ tags: { "drydock:address": at } }) => at === "secret/tls/etcd-1") ?? {};
  expect(tags?.["drydock:secret-subject"]).toBe(
    "etcd-1 10.1.0.10 127.0.0.1 etcd-1 etcd-1.two.internal etcd.two.internal",
  );
  expect((await planCluster(of("two.internal"), options)).steps).toEqual([]);
});

it("a secret that comes to be precious, or no longer, keeps its value", async () => {
  const { holding, stored } = account();
  const options = holding({});
  const of = (precious: boolean) =>
    blueprint("vault", {
      network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "none", tiers: { public: {} } }),
      secrets: { made: secret.generated({ precious }) },
    });
  await createCluster(of(false), options);
  const value = await stored("made");
  for (const precious of [true, false, true]) {
    const { steps } = await planCluster(of(precious), options);
    expect(steps.map(({ id, changes }) => [id, changes.map(({ field }) => field)])).toEqual([
      ["update secret/made", ["precious"]],
    ]);
    await createCluster(of(precious), options);
    expect((await planCluster(of(precious), options)).steps).toEqual([]);
    expect(await stored("made")).toBe(value);
  }
  await destroyCluster("vault", options);
  expect(await stored("made")).toBe(value);
});

it("a value from here that took the place of a generated one is not taken for that", async () => {
  const { holding, stored } = account();
  const options = holding({ WORD: "word" });
  const of = (made: Secret) =>
    blueprint("vault", {
      network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "none", tiers: { public: {} } }),
      secrets: { made },
    });
  await createCluster(of(secret.generated({ length: 40 })), options);
  await createCluster(of(secret.text({ fromEnv: "WORD" })), options);
  expect(await stored("made")).toBe("word");
  const { steps, notices } = await planCluster(of(secret.generated({ length: 40 })), options);
  expect([steps, notices.map(({ message }) => message)[0]]).toEqual([
    [],
    "secret/made keeps the value that it has, of which nothing says that it was generated: raise its version for a new one",
  ]);
});

describe("a precious secret that is brought back", () => {
  const net = network({ cidr: "10.1.0.0/16", zones: 1, nat: "none", tiers: { public: {} } });
  const of = (made: Secret) => blueprint("vault", { network: net, secrets: { made } });
  const generated = (version: number) => secret.generated({ precious: true, version });
  const local = secret.text({ fromEnv: "WORD", precious: true });

  it.each<[string, Secret, Secret, boolean]>([
    ["of the same version keeps its value", generated(1), generated(1), true],
    ["of another version has another", generated(1), generated(2), false],
    ["comes from here now, and is what stands here", generated(1), local, false],
    ["came from here, and is made now", local, generated(1), false],
    ["comes from here, where that has changed", local, local, false],
  ])("%s", async (_, before, after, keeps) => {
    const { holding, stored, handle } = account();
    const [first, second] = [holding({ WORD: "first" }), holding({ WORD: "second" })];
    await createCluster(of(before), first);
    const value = await stored("made");
    await destroyCluster("vault", { ...first, including: ["*"] });
    await createCluster(of(after), second);
    expect((await planCluster(of(after), second)).steps).toEqual([]);
    expect((await stored("made")) === value).toBe(keeps);
    if (after === local) expect(await stored("made")).toBe("second");
    const answer = await handle("SecretsManager", "DescribeSecret", { SecretId: "vault/made" });
    const { Tags = [] } = answer as { readonly Tags?: readonly { readonly Key: string }[] };
    expect(Tags.some(({ Key }) => Key === "drydock:secret-length")).toBe(after !== local);
  });
});

describe("a change of a secret's value that was cut short", () => {
  const net = network({ cidr: "10.1.0.0/16", zones: 1, nat: "none", tiers: { public: {} } });
  const of = (made: Secret) => blueprint("vault", { network: net, secrets: { made } });

  it.each<[string, (version: number) => Secret]>([
    ["made", (version) => secret.generated({ version })],
    ["from here", (version) => secret.text({ fromEnv: "WORD", version })],
  ])("goes on though the value was written, and is another one now: %s", async (_, made) => {
    const knife = new AbortController();
    const cut: Fault = ({ operation }) => {
      if (operation !== "PutSecretValue" || knife.signal.aborted) return undefined;
      knife.abort(new Error("cut"));
      return { kind: "lose-answer" };
    };
    const at = account([cut]);
    const ledger = memoryLedger();
    await createCluster(of(made(1)), { ...at.holding({ WORD: "first" }), ledger });
    const second = { ...at.holding({ WORD: "second" }), ledger, signal: knife.signal };
    await expect(createCluster(of(made(2)), second)).rejects.toThrow("cut");
    const last = { ...at.holding({ WORD: "third" }), ledger };
    await createCluster(of(made(2)), last);
    expect((await planCluster(of(made(2)), last)).steps).toEqual([]);
    if (made(1).source.kind === "environment") expect(await at.stored("made")).toBe("third");
  });
});
