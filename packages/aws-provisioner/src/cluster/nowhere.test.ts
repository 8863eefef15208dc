import type { FinalizeHandlerArguments, MetadataBearer, Pluggable } from "@smithy/types";
import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network } from "@drydock/core";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { RunEvent } from "../engine/event.ts";
import type { Run } from "../engine/run.ts";
import { createCluster } from "./create-cluster.ts";
import { describeCluster } from "./describe-cluster.ts";
import { destroyCluster, planDestroy } from "./destroy-cluster.ts";
import type { ApplyOptions } from "./options.ts";
import { planCluster } from "./plan-cluster.ts";

const site = blueprint("site", { network: network({ cidr: "10.1.0.0/16", zones: 2, nat: "none" }) });

const deeds: readonly (readonly [string, (options: ApplyOptions) => PromiseLike<unknown>])[] = [
  ["planCluster", (options) => planCluster(site, options)],
  ["createCluster", (options) => createCluster(site, options)],
  ["planDestroy", (options) => planDestroy("site", options)],
  ["destroyCluster", (options) => destroyCluster("site", options)],
  ["describeCluster", (options) => describeCluster("site", options)],
];

/** Has a call end as the system ends it when it knows no such name. */
function nameless(isGone: (hostname: string) => boolean): Pluggable<object, MetadataBearer> {
  return {
    applyToStack: (stack) =>
      stack.add(
        (next) => async (args: FinalizeHandlerArguments<object>) => {
          const { hostname } = args.request as { readonly hostname: string };
          if (!isGone(hostname)) return next(args);
          throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: "ENOTFOUND", hostname });
        },
        { step: "finalizeRequest", name: "nameless" },
      ),
  };
}

const keys = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "test" };

/** In virtual time, at no account. */
function nowhere(region: string, plugin = nameless(() => true), credentials: unknown = keys): ApplyOptions {
  const { clock } = simulateAccount({ seed: 1, latency: "none" });
  return { region, clock, client: { credentials } as never, plugins: [plugin] };
}

async function failureOf(deed: PromiseLike<unknown>): Promise<unknown> {
  try {
    return await deed;
  } catch (error) {
    return error;
  }
}

describe.each(deeds)("%s", (_, deed) => {
  it("ends at once in a region that there is not, with the one that was meant", async () => {
    const options = nowhere("us-west-9");
    const began = options.clock?.now() ?? 0;
    expect(await failureOf(deed(options))).toMatchObject({
      code: "call-failed",
      message: expect.stringMatching(/failed: no answer: getaddrinfo ENOTFOUND \S+\.us-west-9\.amazonaws\.com/),
      hint: "No region us-west-9 is known. Did you mean us-west-1? Mend the region option, AWS_REGION, or the profile, and run again.",
    });
    // Global services that are nowhere either are waited for, half a minute at most.
    expect((options.clock?.now() ?? 0) - began).toBeLessThan(30_000);
  });

  it("waits as long as its patience in one that there is: it is the network that is away", async () => {
    const options = nowhere("us-west-2");
    const began = options.clock?.now() ?? 0;
    expect(await failureOf(deed({ ...options, patience: 120 }))).toMatchObject({
      code: "call-failed",
      hint: expect.stringMatching(/^Look whether there is a network/),
    });
    expect((options.clock?.now() ?? 0) - began).toBeGreaterThanOrEqual(120_000);
  });

  it("says where credentials are looked for when there are none", async () => {
    const none = async () => {
      throw Object.assign(new Error("Could not load credentials from any providers"), {
        name: "CredentialsProviderError",
      });
    };
    expect(
      await failureOf(
        deed(
          nowhere(
            "us-west-2",
            nameless(() => false),
            none,
          ),
        ),
      ),
    ).toMatchObject({
      code: "call-failed",
      hint: expect.stringMatching(/^There are no credentials: set AWS_PROFILE .* or give client: \{ credentials \}/),
    });
  });
});

it("a region that answers is there, whatever names cannot be found later", async () => {
  const { connection, clock } = simulateAccount({ seed: 3, latency: "none", region: "us-west-9" });
  let asked = 0;
  const later: Pluggable<object, MetadataBearer> = {
    applyToStack: (stack) =>
      stack.add(
        (next, { commandName }) =>
          async (args) => {
            if (commandName !== "CreateSubnetCommand" || ++asked !== 1) return next(args);
            throw Object.assign(new Error("getaddrinfo ENOTFOUND ec2.us-west-9.amazonaws.com"), { code: "ENOTFOUND" });
          },
        { step: "initialize", priority: "high", name: "later" },
      ),
  };
  const plugins = [later, ...connection.plugins];
  const run: Run<unknown> = createCluster(site, { ...connection, clock, plugins, region: "us-west-9" });
  const events: RunEvent[] = [];
  for await (const event of run) events.push(event);
  await run;
  expect(events.filter(({ type }) => type === "silent")).toHaveLength(1);
});

describe("the environment's region", () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each(["us west", "us-west-2a", "local"])("is refused where it is no region's name: %s", async (name) => {
    vi.stubEnv("AWS_REGION", name);
    const { region: _, ...options } = nowhere("us-west-2");
    expect(await failureOf(planCluster(site, options))).toMatchObject({
      code: "invalid-option",
      message: `the environment's region, ${JSON.stringify(name)}, is not a region's name, such as us-west-2
Nothing was sent. Give the region option, or set AWS_REGION. A profile may name it, too.`,
    });
  });

  it.each([undefined, ""])("is asked for where it says none: %j", async (name) => {
    vi.stubEnv("AWS_REGION", name);
    vi.stubEnv("AWS_CONFIG_FILE", "/nowhere");
    const { region: _, ...options } = nowhere("us-west-2");
    expect(await failureOf(planCluster(site, options))).toMatchObject({
      code: "invalid-option",
      message: "no region is given\nGive the region option, or set AWS_REGION.",
    });
  });
});
