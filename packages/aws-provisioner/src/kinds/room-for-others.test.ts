import { describe, expect, it } from "vitest";
import { blueprintTags } from "../../test/kind-account.ts";
import { kindCases } from "../../test/kind-case.ts";
import { nameIn } from "../../test/kind-life.ts";
import { KindPlans } from "../../test/kind-plan.ts";
import { simulatedTrial } from "../../test/simulated-trial.ts";
import { keysOf } from "../engine/shared.ts";
import { kinds } from "./registry.ts";

const shared = kindCases.flatMap((life, at) =>
  Object.keys(life.others ?? {}).map((field) => [`${life.kind.name} (${at + 1})`, field, life] as const),
);
const tagged = kindCases.flatMap((life, at) =>
  life.kind.tagging === undefined ? [] : [[`${life.kind.name} (${at + 1})`, life] as const],
);

async function standing(life: (typeof kindCases)[number]) {
  const { trial, ground, another } = await simulatedTrial(`others of ${life.kind.name}`);
  const props = life.kind.props.parse(await life.begin(ground)) as Record<string, unknown>;
  const made = await trial.stand(life.kind, nameIn(life), props);
  const plans = async () => new KindPlans(trial, made.address, await ground.standing(made));
  return { trial, ground, another, made, props, plans: await plans(), replan: plans };
}

describe("what others added to a field that they share", () => {
  it("has a trial for each shared field of each kind", () => {
    const declared = kinds.flatMap(({ name, shared: of = {} }) => Object.keys(of).map((field) => `${name}.${field}`));
    const tried = shared.map(([, field, life]) => `${life.kind.name}.${field}`);
    expect(tried.toSorted()).toEqual(declared.toSorted());
  });

  it.each(shared)("%s, %s: is told, left alone by changes, and pruned by name", async (_name, field, life) => {
    const { ground, made, props, replan } = await standing(life);
    const of = life.kind.shared?.[field];
    const trial = life.others?.[field];
    if (of === undefined || trial === undefined) throw new Error("nothing is tried");
    const key = await trial.add(ground, made);
    const changed = { ...props, ...(await trial.drops(ground)) };
    const plans = await replan();
    const keysNow = async () => keysOf(of, (await plans.standing()).props[field]).toSorted();
    const [ours, less] = [keysOf(of, props[field]), keysOf(of, changed[field])];
    expect(ours.every((one) => less.includes(one))).toBe(false);

    const untouched = await plans.plan({ props });
    expect(untouched.steps).toEqual([]);
    expect(untouched.notices).toEqual([
      {
        severity: "info",
        address: made.address,
        message: `${of.entry} ${JSON.stringify(key)} on ${made.address} is not Drydock's and stays; take it away by naming it: prune: ["${made.address}"]`,
      },
    ]);

    await plans.apply(await plans.plan({ props: changed }));
    expect(await keysNow()).toEqual([...less, key].toSorted());
    expect((await plans.plan({ props: changed })).steps).toEqual([]);
    await plans.apply(await plans.plan({ props }));
    expect(await keysNow()).toEqual([...ours, key].toSorted());

    const pruning = await plans.plan({ props, prune: [made.address] });
    expect(pruning.notices).toEqual([]);
    expect(pruning.steps).toMatchObject([
      { id: `update ${made.address}`, changes: [{ field, inPlace: true }], removes: { [field]: [key] } },
    ]);
    expect(keysOf(of, pruning.steps[0]?.changes[0]?.before)).toContain(key);
    await plans.apply(pruning);
    expect(await keysNow()).toEqual([...ours].toSorted());
    expect(await plans.plan({ props })).toMatchObject({ steps: [], notices: [] });
  });

  it("is told from what a run that was cut short had yet to take away", async () => {
    const [life] = kindCases.filter(({ kind }) => kind.name === "role");
    if (life === undefined) throw new Error("there is no role");
    let refusing = true;
    const { trial, ground } = await simulatedTrial("cut short", [
      ({ operation }) =>
        refusing && operation === "DeleteRolePolicy" ? { kind: "refuse", code: "OddError" } : undefined,
    ]);
    const props = life.kind.props.parse(await life.begin(ground)) as Record<string, unknown>;
    const made = await trial.stand(life.kind, nameIn(life), props);
    await life.others?.["policies"]?.add(ground, made);
    const plans = new KindPlans(trial, made.address, []);
    const less = { ...props, policies: {} };
    await expect(plans.apply(await plans.plan({ props: less }))).rejects.toThrow(/OddError/);
    refusing = false;
    const again = await plans.plan({ props: less });
    expect(again.steps.map(({ removes }) => removes)).toEqual([{ policies: ["node", "constructor"] }]);
    await plans.apply(again);
    expect(Object.keys((await plans.standing()).props["policies"] as object)).toEqual(["audit"]);
    expect((await plans.standing()).wrote?.["policies"]).toEqual([]);
  });

  it.each(tagged)("%s, its tags: are told, left alone by changes, and pruned by name", async (_name, life) => {
    const { trial, another, made, props, plans } = await standing(life);
    await life.kind.tagging?.change(trial.step(made.address), made.id, [{ Key: "Backup", Value: "nightly" }], []);
    const tagsNow = async () => (await plans.standing()).tags;
    const untouched = await plans.plan({ props });
    expect(untouched.steps).toEqual([]);
    expect(untouched.notices).toEqual([
      {
        severity: "info",
        address: made.address,
        message: `tag "Backup" on ${made.address} is not Drydock's and stays; take it away by naming it: prune: ["${made.address}"]`,
      },
    ]);

    const tags = { owner: "port" };
    const later = another("trial", tags);
    await plans.apply(await plans.plan({ props, tags }), later);
    expect(await tagsNow()).toEqual({ ...tags, Backup: "nightly" });
    await plans.apply(await plans.plan({ props, tags: blueprintTags }));
    expect(await tagsNow()).toEqual({ ...blueprintTags, Backup: "nightly" });

    const pruning = await plans.plan({ props, prune: [made.address] });
    expect(pruning.steps).toMatchObject([{ changes: [{ field: "tags.Backup", before: "nightly", after: undefined }] }]);
    await plans.apply(pruning);
    expect(await tagsNow()).toEqual(blueprintTags);
    expect(await plans.plan({ props })).toMatchObject({ steps: [], notices: [] });
  });
});
