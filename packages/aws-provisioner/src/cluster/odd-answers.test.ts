import { type Fault, type FaultEffect, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, etcd, machines, network, secret, workers } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const quay = blueprint("quay", {
  network: network({ cidr: "10.2.0.0/16", zones: 2, nat: "single", dns: "quay.internal" }),
  etcd: etcd({ addresses: ["10.2.2.10"] }),
  pools: {
    web: workers({ subnets: "public", size: { min: 0, desired: 2, max: 3 }, expose: [{ port: 80 }] }),
    db: machines({ subnets: "private", count: 1, volume: {} }),
  },
  secrets: { token: secret.text({ fromEnv: "TOKEN" }) },
});

function isReading(operation: string) {
  return /^(?:Describe|Get|List|BatchGet)/.test(operation);
}

const odd: Readonly<Record<string, FaultEffect>> = {
  "a connection that hangs": { kind: "hang" },
  "a connection that hangs when AWS has done it": { kind: "hang", heard: true },
  "an empty answer": { kind: "foreign-answer", answer: "empty" },
  "an empty answer to what was done": { kind: "foreign-answer", answer: "empty", heard: true },
  "a login page": { kind: "foreign-answer", answer: "page" },
  "a proxy that is down": { kind: "foreign-answer", answer: "bad-gateway" },
  "an answer that breaks off": { kind: "foreign-answer", answer: "cut", heard: true },
};

/** Strikes the first request of every operation, or those of a time. */
function once(effect: FaultEffect, counts: (operation: string) => boolean): Fault {
  return ({ origin, nth, operation }) => (origin === "client" && nth === 1 && counts(operation) ? effect : undefined);
}

function account(fault: Fault) {
  const simulated = simulateAccount({ seed: "odd", latency: "typical", faults: [fault] });
  return { simulated, options: { ...simulated.connection, environment: { TOKEN: "t" }, ledger: memoryLedger() } };
}

describe.each(Object.entries(odd))("%s", (_, effect) => {
  it.each([
    ["listing", isReading],
    ["change", (operation: string) => !isReading(operation)],
  ])("once for every %s costs no more than time", async (_what, counts) => {
    const { simulated, options } = account(once(effect, counts));
    await createCluster(quay, options);
    expect((await planCluster(quay, options)).steps).toEqual([]);
    const marks = simulated.inventory().flatMap(({ type, tags }) => {
      const address = tags["drydock:address"] ?? "";
      return address === "" || type === "instance" ? [] : [`${type} ${address}`];
    });
    expect(marks.filter((mark, at) => marks.indexOf(mark) !== at)).toEqual([]);
    const { left } = await destroyCluster("quay", { ...options, including: ["*"] });
    expect(left).toEqual([]);
    await simulated.clock.sleep(8 * 86_400_000);
    expect(simulated.inventory().map(({ type, id }) => `${type} ${id}`)).toEqual([]);
  });
});

describe("a network that is away", () => {
  it.each([2, 10])("for %i minutes in the middle costs no more than the time, and is told", async (minutes) => {
    let [from, until] = [Infinity, -Infinity];
    const away: Fault = ({ now, origin }) =>
      origin === "client" && now >= from && now < until ? { kind: "lose-request" } : undefined;
    const { simulated, options } = account(away);
    from = simulated.clock.now() + 20_000;
    until = from + minutes * 60_000;
    const run = createCluster(quay, options);
    const silent: string[] = [];
    for await (const event of run) if (event.type === "silent") silent.push(event.call);
    await run;
    expect(silent.length).toBeGreaterThan(0);
    expect((await planCluster(quay, options)).steps).toEqual([]);
  });
});
