import { inspect } from "node:util";
import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, machines, network, secret } from "@drydock/core";
import { expect, it } from "vitest";
import { createCluster } from "./create-cluster.ts";
import { ownSecrets } from "./own-secrets.ts";

const word = "correct horse battery staple";
const registry = { auths: { "registry.example.com": { username: "somebody", password: "sing-a-song-of-sixpence" } } };

it.each([
  ["as it is", (text: string) => text],
  ["in base64", (text: string) => Buffer.from(`user:${text}`).toString("base64")],
  ["in hexadecimal", (text: string) => Buffer.from(text).toString("hex")],
  ["in an address", (text: string) => encodeURIComponent(text)],
])("hides a value that a run knows, %s", (_, coded) => {
  const known = ownSecrets();
  known.keep(word);
  known.keep(JSON.stringify(registry));
  for (const value of [word, registry.auths["registry.example.com"].password]) {
    expect(known.without(`it said ${coded(value)} and stopped`)).toContain("[redacted]");
    expect(known.without(`it said ${coded(value)} and stopped`)).not.toContain(coded(value).slice(-12, -4));
  }
  expect(known.without("it said nothing and stopped")).toBe("it said nothing and stopped");
});

it("nothing of a run tells what a machine wrote of a secret that the run has read", async () => {
  const console = `agent: password ${word}\nagent: no such host`;
  const account = simulateAccount({ seed: "console", latency: "typical", lives: () => ({ boots: false, console }) });
  const site = blueprint("site", {
    network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "none", endpoints: [], tiers: { public: {} } }),
    secrets: { word: secret.text({ fromEnv: "WORD" }) },
    pools: { web: machines({ subnets: "public", count: 1, rollout: { wait: 300 } }) },
  });
  const run = createCluster(site, { ...account.connection, environment: { WORD: word }, wait: "serving" });
  const said: string[] = [];
  const read = async () => {
    for await (const event of run) said.push(JSON.stringify(event));
  };
  await read().catch(() => {});
  const failure: unknown = await run.result.catch((error: unknown) => error);
  said.push(inspect(failure, { depth: 12 }));
  expect(said.join("\n")).toContain("agent: password [redacted]");
  expect(said.join("\n")).not.toContain("horse");
});
