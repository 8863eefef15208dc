import { describe, expect, it } from "vitest";
import { planCounts } from "./plan.ts";
import { printPlan } from "./print-plan.ts";
import { Vault } from "./testing/toy-kinds.ts";
import { nothing, toyAccount } from "./testing/toy-run.ts";
import { home, houses } from "./testing/toy-wishes.ts";

function withVisibleEscapes(text: string): string {
  return text.replaceAll("\u001B", "ESC");
}

describe("a plan as people read it", () => {
  it("shows references before anything exists, and the longest path", async () => {
    const { plan } = toyAccount();
    expect(printPlan((await plan(home)).plan, { detail: "full" })).toMatchInlineSnapshot(`
      "toy: 5 to create

        + door/main-back
            houseId: "house/main.id"
            locks: ["b","a"]
        + door/main-front
            houseId: "house/main.id"
            locks: ["b","a"]
        + house/main
            color: "red"
            plot: "1"
        + sign/main-back
            doorId: "door/main-back.id"
            text: "back"
        + sign/main-front
            doorId: "door/main-front.id"
            text: "front"

      Longest path, about 1 min 42 s: house/main > door/main-front > sign/main-front"
    `);
  });

  it("shows no fields of what is new unless it is asked to", async () => {
    const { plan } = toyAccount();
    expect(printPlan((await plan(houses({ doors: ["front"] }))).plan)).toMatchInlineSnapshot(`
      "toy: 3 to create

        + door/main-front
        + house/main
        + sign/main-front

      Longest path, about 1 min 42 s: house/main > door/main-front > sign/main-front"
    `);
  });

  it("shows what changes, what is replaced and why, what goes, and what stays", async () => {
    const { cloud, build, plan } = toyAccount();
    cloud.plant("vault", "gold", { brand: "x", size: 1 });
    await build((graph) => {
      houses({ doors: ["front"] }, { name: "old" }, { name: "same" })(graph);
      graph.add(Vault, "gold", { brand: "x", size: 1 });
    });
    const { plan: made } = await plan(houses({ plot: "2", doors: ["front"] }, { name: "same" }, { name: "new" }), {
      tags: { team: "blue" },
    });
    const options = { detail: "full" } as const;
    expect(printPlan(made, options)).toMatchInlineSnapshot(`
      "toy: 1 to create, 1 to change, 3 to replace, 1 to delete

        ± door/main-front  (away for about 2 min 42 s)
            houseId: "house-2" -> "house/main.id"  (cannot change in place)
        ± house/main  (away for about 2 min 40 s)
            plot: "1" -> "2"  (cannot change in place)
            tags.team: nothing -> "blue"
        + house/new
            color: "red"
            plot: "1"
        - house/old house-3
        ~ house/same
            tags.team: nothing -> "blue"
        ± sign/main-front  (away for about 2 min 43 s)
            doorId: "door-5" -> "door/main-front.id"  (cannot change in place)

      Longest path, about 2 min 43 s: -door/main-front > -house/main > house/main > door/main-front > sign/main-front
      warning: vault/gold (vault-1) is precious and stays; delete it by naming it: including: ["vault/gold"]"
    `);
    expect(withVisibleEscapes(printPlan(made, { ...options, color: true }))).toMatchInlineSnapshot(`
      "toy: 1 to create, 1 to change, 3 to replace, 1 to delete

        ESC[35m±ESC[39m door/main-front  (away for about 2 min 42 s)
            houseId: "house-2" -> "house/main.id"  (cannot change in place)
        ESC[35m±ESC[39m house/main  (away for about 2 min 40 s)
            plot: "1" -> "2"  (cannot change in place)
            tags.team: nothing -> "blue"
        ESC[32m+ESC[39m house/new
            color: "red"
            plot: "1"
        ESC[31m-ESC[39m house/oldESC[2m house-3ESC[22m
        ESC[33m~ESC[39m house/same
            tags.team: nothing -> "blue"
        ESC[35m±ESC[39m sign/main-front  (away for about 2 min 43 s)
            doorId: "door-5" -> "door/main-front.id"  (cannot change in place)

      Longest path, about 2 min 43 s: -door/main-front > -house/main > house/main > door/main-front > sign/main-front
      ESC[33mwarning:ESC[39m vault/gold (vault-1) is precious and stays; delete it by naming it: including: ["vault/gold"]"
    `);
    expect(planCounts(made)).toEqual({ create: 1, update: 1, replace: 3, delete: 1, unchanged: 0 });
  });

  it("takes no options that it does not know", async () => {
    const { plan } = await toyAccount().plan(nothing);
    expect(() => printPlan(plan, { detail: "most" } as never)).toThrow(
      'printPlan: error at $.detail: "most" is not "changes" or "full"',
    );
  });

  it("counts what stays beside what changes", async () => {
    const { build, plan } = toyAccount();
    await build(houses({}, { name: "other" }));
    expect(printPlan((await plan(houses({ color: "blue" }, { name: "other" }))).plan)).toMatchInlineSnapshot(`
      "toy: 1 to change, 1 unchanged

        ~ house/main
            color: "red" -> "blue"

      Longest path, about 5 s: house/main"
    `);
  });

  it("says that there is nothing to do, with the notices", async () => {
    const { cloud, build, plan } = toyAccount();
    await build(home);
    expect(printPlan((await plan(home)).plan)).toBe("toy: no changes (5 resources are as they should be)");
    cloud.stored.clear();
    cloud.plant("vault", "gold", { brand: "x", size: 1 });
    const { plan: made } = await plan(nothing);
    const notices = [...made.notices, { severity: "info", address: undefined, message: "look" } as const];
    expect(printPlan({ ...made, notices })).toMatchInlineSnapshot(`
      "toy: no changes (0 resources are as they should be)
      warning: vault/gold (vault-6) is precious and stays; delete it by naming it: including: ["vault/gold"]
      info: look"
    `);
    expect(withVisibleEscapes(printPlan({ ...made, notices }, { color: true }))).toMatchInlineSnapshot(`
      "toy: no changes (0 resources are as they should be)
      ESC[33mwarning:ESC[39m vault/gold (vault-6) is precious and stays; delete it by naming it: including: ["vault/gold"]
      ESC[2minfo:ESC[22m look"
    `);
  });
});

it("tells for how long what goes first is away", async () => {
  const { build, plan } = toyAccount();
  await build(houses({ doors: ["front"] }));
  const { plan: made } = await plan(houses({ plot: "2", doors: ["front"] }));
  const rows = printPlan(made)
    .split("\n")
    .filter((line) => line.includes("±"));
  expect(rows).toEqual([
    "  ± door/main-front  (away for about 2 min 42 s)",
    "  ± house/main  (away for about 2 min 40 s)",
    "  ± sign/main-front  (away for about 2 min 43 s)",
  ]);
});
