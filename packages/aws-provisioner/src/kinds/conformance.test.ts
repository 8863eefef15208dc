import { describe, expect, it } from "vitest";
import { kindCases } from "../../test/kind-cases.ts";
import { liveThrough, nameIn } from "../../test/kind-life.ts";
import { simulatedTrial } from "../../test/simulated-trial.ts";
import { kindNamed, kinds } from "./registry.ts";

describe("every kind, on the simulated account", () => {
  const cases = kindCases.map((life, index) => [`${life.kind} (${index + 1})`, life] as const);

  it("has a case", () => {
    expect(kinds.map(({ name }) => name).filter((name) => !kindCases.some(({ kind }) => kind === name))).toEqual([]);
  });

  it.each(cases)(
    "%s is created, read back, changed in every mutable field, deleted, and deleted again",
    async (name, life) => {
      await liveThrough((await simulatedTrial(name)).trial, life);
    },
  );

  it.each(cases)("%s is not another cluster's, and every call bears the caller's signal", async (name, life) => {
    const { trial, ground, another } = await simulatedTrial(name);
    await trial.stand(life.kind, nameIn(life), await life.begin(ground));
    const stranger = another("trial-two");
    expect(await stranger.list(life.kind)).toEqual([]);
    expect([...trial.calls, ...stranger.calls].filter(({ signal }) => signal === undefined)).toEqual([]);
  });

  it.each(cases)("%s names the actions of every call that it makes", async (name, life) => {
    const { trial, ground } = await simulatedTrial(name);
    const wanted = await life.begin(ground);
    const kind = kindNamed(life.kind);
    const { find, create, update = [], delete: remove } = kind.permissions;
    const allowed = new Set([...find, ...create, ...update, ...remove].map((action) => action.split(":")[1]));
    trial.calls.length = 0;
    await trial.stand(life.kind, nameIn(life), wanted);
    await trial.remove(life.kind, nameIn(life));
    const made = new Set(trial.calls.map(({ operation }) => actionOf[operation] ?? operation));
    expect([...made].filter((operation) => !allowed.has(operation))).toEqual([]);
  });
});

/** Operations whose action bears another name (Service Authorization Reference). */
const actionOf: Readonly<Record<string, string>> = {
  ListBuckets: "ListAllMyBuckets",
  ListObjectsV2: "ListBucket",
  HeadObject: "GetObject",
  GetBucketEncryption: "GetEncryptionConfiguration",
  PutBucketEncryption: "PutEncryptionConfiguration",
  GetPublicAccessBlock: "GetBucketPublicAccessBlock",
  PutPublicAccessBlock: "PutBucketPublicAccessBlock",
};

describe("kinds", () => {
  it("stand in an order in which each comes after those that it mentions or waits for", () => {
    const rank = new Map(kinds.map(({ name }, index) => [name, index]));
    const owners = kinds.flatMap(({ name, diesWith }) =>
      diesWith === undefined ? [] : [[diesWith.kind, name] as const],
    );
    expect(owners.filter(([owner, dependent]) => rank.get(owner)! >= rank.get(dependent)!)).toEqual([]);
    const unknown = kinds.flatMap(({ deleteAfter = [] }) => deleteAfter.filter((name) => !rank.has(name)));
    expect(unknown).toEqual([]);
  });

  it.each(kinds.map((kind) => [kind.name, kind] as const))(
    "%s has an update if and only if something can be updated",
    (_name, kind) => {
      expect(kind.update !== undefined).toBe(kind.mutable.length > 0);
    },
  );
});

describe("kindNamed", () => {
  it("gives a kind", () => expect(kindNamed("vpc").name).toBe("vpc"));
  it("names all kinds when there is none of that name", () => {
    expect(() => kindNamed("vcp")).toThrow(/there is no kind "vcp"; there are vpc, .*dns-records/);
  });
});
