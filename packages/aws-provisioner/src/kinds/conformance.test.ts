import { simulateAccount } from "@drydock/aws-simulator";
import { describe, expect, it } from "vitest";
import { KindTrial, type TriedAccount } from "../../test/kind-account.ts";
import { Ground, kindCases } from "../../test/kind-cases.ts";
import { liveThrough } from "../../test/kind-life.ts";
import { connect } from "../aws/clients.ts";
import { kindNamed, kinds } from "./registry.ts";

function trialAccount(seed: string): TriedAccount & { readonly clear: () => readonly string[] } {
  const simulated = simulateAccount({ seed, latency: "typical" });
  const { region, client, plugins, clock } = simulated.connection;
  return {
    clients: connect({ region, client, plugins }),
    region,
    account: simulated.accountId,
    clock,
    image: { id: "", rootDevice: "" },
    clear: () => simulated.inventory().map(({ service, type, id }) => `${service} ${type} ${id}`),
  };
}

async function withImage<Account extends TriedAccount>(account: Account): Promise<Account> {
  const Filters = [{ Name: "architecture", Values: ["x86_64"] }];
  const { Images = [] } = await account.clients.ec2.describeImages({ Filters });
  const [image] = Images;
  return { ...account, image: { id: image?.ImageId ?? "", rootDevice: image?.RootDeviceName ?? "" } };
}

describe("every kind, on the simulated account", () => {
  const cases = kindCases.map((life, index) => [`${life.kind} (${index + 1})`, life] as const);

  it("has a case", () => {
    expect(kinds.map(({ name }) => name).filter((name) => !kindCases.some(({ kind }) => kind === name))).toEqual([]);
  });

  it.each(cases)("%s lives its life: created, read back, changed in every mutable field, deleted, and deleted again", async (name, life) => {
    await liveThrough(new KindTrial(await withImage(trialAccount(name)), "trial"), life);
  });

  it.each(cases)("%s makes no call without the caller's signal, and none of another cluster is its own", async (name, life) => {
    const account = await withImage(trialAccount(name));
    const own = new KindTrial(account, "trial");
    await own.stand(life.kind, nameFor(life.kind), await life.begin(new Ground(own)));
    const stranger = new KindTrial(account, "trial-two");
    expect(await stranger.list(life.kind)).toEqual([]);
    expect([...own.calls, ...stranger.calls].filter(({ signal }) => signal === undefined)).toEqual([]);
  });
});

describe("kindNamed", () => {
  it("gives a kind", () => expect(kindNamed("vpc").name).toBe("vpc"));
  it("names all kinds when there is none of that name", () => {
    expect(() => kindNamed("vcp")).toThrow(/there is no kind "vcp"; there are vpc, .*dns-records/);
  });
});

function nameFor(kind: string): string {
  return kind === "listener" ? "ground/80" : kind === "dns-records" ? "ground" : "trial";
}
