import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { blueprintTags, type KindTrial } from "../../test/kind-account.ts";
import { kindCases } from "../../test/kind-case.ts";
import { liveThrough, nameIn } from "../../test/kind-life.ts";
import { simulatedTrial } from "../../test/simulated-trial.ts";
import { kindNamed, kinds } from "./registry.ts";

const cases = kindCases.map((life, index) => [`${life.kind.name} (${index + 1})`, life] as const);

const byKind = kinds.map(({ name }) => [name, kindCases.filter(({ kind }) => kind.name === name)] as const);

/** Outputs that change with their resource and that nothing but their own kind reads. */
const ownBusiness: readonly string[] = ["associations"];

describe("every kind, on the simulated account", () => {
  it("has a case", () => {
    expect(kinds.filter((kind) => !kindCases.some((life) => life.kind === kind)).map(({ name }) => name)).toEqual([]);
  });

  it.each(cases)(
    "%s is created, read back, changed in every mutable field, deleted, and deleted again",
    async (name, life) => {
      await liveThrough((await simulatedTrial(name)).trial, life);
    },
  );

  it.each(cases)("%s is found as it stands by another way than its listing", async (name, life) => {
    const { trial, ground, another } = await simulatedTrial(name);
    const props = await life.begin(ground);
    const found = await trial.stand(life.kind, nameIn(life), props);
    const known = await trial.list("vpc");
    const sought = await trial.seek(life.kind, nameIn(life), { props, known });
    // What nodes wrote about a parameter only its listing tells.
    expect({ ...sought, outputs: {} }).toEqual({ ...found, outputs: {} });
    if (life.kind.name !== "parameter") expect(sought?.outputs).toEqual(found.outputs);
    await trial.remove(life.kind, nameIn(life));
    expect(await trial.seek(life.kind, nameIn(life), { props, known })).toBeUndefined();
    expect(await another("trial-two").seek(life.kind, nameIn(life), { props, known })).toBeUndefined();
  });

  it.each(cases)("%s is not another cluster's, and every call bears the caller's signal", async (name, life) => {
    const { trial, ground, another } = await simulatedTrial(name);
    await trial.stand(life.kind, nameIn(life), await life.begin(ground));
    const stranger = another("trial-two");
    expect(await stranger.list(life.kind)).toEqual([]);
    expect([...trial.calls, ...stranger.calls].filter(({ signal }) => signal === undefined)).toEqual([]);
  });

  it.each(cases)("%s reads from the answer of its create as it does from the next listing", async (name, life) => {
    const { trial, ground } = await simulatedTrial(name);
    const { kind } = life;
    const found = await trial.stand(kind, nameIn(life), await life.begin(ground));
    const { answered } = trial;
    const passing = [...(kind.volatile ?? []), ...ownBusiness];
    const lasting = (all: object) => Object.entries(all).filter(([key]) => !passing.includes(key));
    expect(
      answered && {
        ...answered,
        status: "",
        props: {},
        reason: "",
        wrote: {},
        presumed: undefined,
        outputs: lasting(answered.outputs),
      },
    ).toEqual({
      ...found,
      status: "",
      props: {},
      reason: "",
      // The engine knows what it has just written.
      wrote: {},
      presumed: undefined,
      outputs: lasting(found.outputs),
    });
  });

  it.each(byKind)("%s says in its calls just this, and names their actions and no others", async (name, lives) => {
    const said: string[] = [];
    const idle = new Set<string>();
    const busy = new Set<string>();
    const changed = new Set<string>();
    for (const life of lives) {
      const { trial, ground } = await simulatedTrial(`${name} says`);
      const { find, create, update = [], delete: remove } = life.kind.permissions;
      const section = async (title: string, verb: string, allowed: readonly string[], work: () => Promise<unknown>) => {
        const made = await callsOf(trial, work);
        said.push("", `${name} ${title}`, ...made.map(({ text }) => `  ${text}`));
        expect(made.map(({ action }) => action).filter((action) => !named(allowed).has(action))).toEqual([]);
        const asked = named(verb === "find" ? allowed : allowed.filter((action) => !find.includes(action)));
        for (const action of asked) idle.add(`${verb} ${action}`);
        for (const { action } of made) busy.add(`${verb} ${action}`);
      };
      let wanted = await life.begin(ground);
      const changes = (await life.changes?.(ground)) ?? [];
      await section("is created", "create", [...create, ...find], () => trial.stand(life.kind, nameIn(life), wanted));
      await section("is found", "find", find, () => trial.list(life.kind));
      const known = await trial.list("vpc");
      await section("is sought", "find", find, () => trial.seek(life.kind, nameIn(life), { props: wanted, known }));
      for (const change of changes) {
        wanted = { ...wanted, ...change };
        const fields = Object.keys(change).join(", ");
        const before = await trial.until(() => trial.find(life.kind, nameIn(life)));
        await section(`changes ${fields}`, "update", [...update, ...find], () =>
          trial.change(life.kind, nameIn(life), wanted),
        );
        const after = await trial.until(() => trial.find(life.kind, nameIn(life)));
        for (const [output, value] of Object.entries(after.outputs)) {
          if (!isDeepStrictEqual(value, before.outputs[output])) changed.add(output);
        }
      }
      await section("is deleted", "delete", [...remove, ...find], () => trial.remove(life.kind, nameIn(life)));
    }
    await expect(`${said.join("\n").trim()}\n`).toMatchFileSnapshot(`../../test/said/${name}.txt`);
    const unsaid = lives.flatMap((life) => Object.keys(life.unsaid ?? {}));
    expect([...idle].filter((action) => !busy.has(action)).toSorted()).toEqual(unsaid.toSorted());
    expect([...changed].filter((output) => !ownBusiness.includes(output))).toEqual(lives[0]?.kind.volatile ?? []);
  });
});

describe("the blueprint's tags", () => {
  it.each(cases.filter(([, { kind }]) => kind.tagging !== undefined))(
    "are written, changed and taken away on %s by the actions that its tagging names",
    async (name, life) => {
      const { trial, ground } = await simulatedTrial(name);
      const { kind } = life;
      const { write, remove } = kind.tagging!.permissions;
      const made = await trial.stand(kind, nameIn(life), await life.begin(ground));
      const tagsNow = async () => (await trial.until(() => trial.find(kind, nameIn(life)))).tags;

      const written = { team: "other", more: "tags" };
      expect(await unnamed(trial, write, () => trial.retag(made, written, []))).toEqual([]);
      expect(await tagsNow()).toEqual({ ...blueprintTags, ...written });
      expect(await unnamed(trial, remove, () => trial.retag(made, {}, ["more"]))).toEqual([]);
      expect(await tagsNow()).toEqual({ team: "other" });
      trial.calls.length = 0;
      await trial.retag(made, {}, []);
      expect(trial.calls).toEqual([]);
    },
  );

  it.each(cases.filter(([, { kind }]) => kind.tagging === undefined))("are refused on %s", async (name, life) => {
    const { trial } = await simulatedTrial(name);
    const found = {
      ...({} as Parameters<KindTrial["retag"]>[0]),
      kind: life.kind.name,
      address: `${life.kind.name}/b`,
      id: "id",
    };
    await expect(trial.retag(found, { team: "other" }, [])).rejects.toMatchObject({ code: "unplannable" });
    expect(trial.calls).toEqual([]);
  });
});

/** The operations that `work` called and none of the actions allows. */
async function unnamed(trial: KindTrial, actions: readonly string[], work: () => Promise<unknown>): Promise<string[]> {
  const allowed = new Set(actions.map((action) => action.split(":")[1]));
  trial.calls.length = 0;
  await work();
  const made = new Set(trial.calls.map(({ operation }) => actionOf[operation] ?? operation));
  return [...made].filter((operation) => !allowed.has(operation));
}

/** The distinct calls that `work` makes, in order, with the ids and tokens of the account by number. */
async function callsOf(trial: KindTrial, work: () => Promise<unknown>) {
  trial.calls.length = 0;
  await work();
  const numbers = new Map<string, string>();
  const numbered = (id: string) => {
    const number = numbers.get(id) ?? `<${numbers.size + 1}>`;
    numbers.set(id, number);
    return number;
  };
  const texts = trial.calls.map(({ operation, input = {} }) => ({
    action: actionOf[operation] ?? operation,
    text: `${operation} ${JSON.stringify(input, asText)}`
      .replaceAll(/trial-0{20,}\d+/g, "<token>")
      .replaceAll(
        /(?<=[-/])[0-9a-f]{16,17}\b|\bZ[0-9A-Z]{20}\b|(?<=:secret:[\w-]+-)\w{6}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g,
        numbered,
      ),
  }));
  return [...new Map(texts.map((one) => [one.text, one])).values()];
}

function asText(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : value;
}

function named(actions: readonly string[]): ReadonlySet<string> {
  return new Set(actions.map((action) => action.split(":")[1] ?? action));
}

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
    const rank = new Map<string, number>(kinds.map(({ name }, index) => [name, index]));
    const owners = kinds.flatMap(({ name, diesWith }) =>
      diesWith === undefined ? [] : [[diesWith.kind, name] as const],
    );
    expect(owners.filter(([owner, dependent]) => rank.get(owner)! >= rank.get(dependent)!)).toEqual([]);
    const later = kinds.flatMap(({ name, deletedBefore = [], discovery }) => [
      ...deletedBefore.map((other) => [other, name] as const),
      ...("seenWith" in discovery ? [[discovery.seenWith, name] as const] : []),
    ]);
    expect(later.filter(([earlier, name]) => !(rank.get(earlier)! < rank.get(name)!))).toEqual([]);
  });

  it("are asked for by use: only roles and zones, which no index of AWS knows, are listed by every plan", () => {
    const always = kinds.filter(({ discovery }) => "index" in discovery);
    expect(always.map(({ name }) => name)).toEqual(["hosted-zone", "role"]);
    const prefixes = kinds.flatMap(({ discovery }) => ("idPrefix" in discovery ? [discovery.idPrefix] : []));
    expect(new Set(prefixes).size).toBe(prefixes.length);
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
