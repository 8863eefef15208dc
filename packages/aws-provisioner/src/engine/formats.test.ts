import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fileLedger } from "./file-ledger.ts";
import { printGraph } from "./print-graph.ts";
import { printPlan } from "./print-plan.ts";
import { asPlan } from "./saved-form.ts";
import { toyAccount } from "./testing/toy-run.ts";
import { houses } from "./testing/toy-wishes.ts";

// The files in testing/format-1 were written when format 1 was new. They are never written again: what reads
// them must not change.
const files = join(import.meta.dirname, "testing", "format-1");

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "drydock-formats-"))));
afterEach(() => rmSync(folder, { recursive: true }));

it("a plan of format 1 is printed, and applied as it was meant", async () => {
  const plan = asPlan(JSON.parse(readFileSync(join(files, "plan.json"), "utf8")));
  expect(printPlan(plan)).toMatchInlineSnapshot(`
    "toy: 1 to create, 1 to change, 1 to delete, 1 unchanged

      - fence/old fence-3
      ~ house/main
          color: "red" -> "blue"
          tags.team: nothing -> "blue"
      + sign/main-front

    Longest path, about 5 s: house/main"
  `);
  expect(printGraph(plan)).toMatchInlineSnapshot(`
    "flowchart LR
      n0["~ house/main"]
      n1["door/main-front"]
      n2["+ sign/main-front"]
      n3["- fence/old"]
      n1 --> n0
      n2 --> n1"
  `);
  const { cloud, run, see } = toyAccount();
  cloud.plant("house", "main", { color: "red", plot: "1" });
  cloud.plant("door", "main-front", { houseId: "house-1", locks: ["a", "b"] });
  cloud.plant("fence", "old", { around: "x" });
  expect((await run({ plan, observed: await see() })).error).toBeUndefined();
  expect([cloud.at("house/main").fields, cloud.at("house/main").tags]).toEqual([
    { color: "blue", plot: "1" },
    { team: "blue" },
  ]);
  expect([...cloud.stored.values()].map(({ kind, name }) => `${kind}/${name}`).toSorted()).toEqual([
    "door/main-front",
    "house/main",
    "sign/main-front",
  ]);
});

it("a ledger of format 1 is read, and its open record continued", async () => {
  cpSync(join(files, "toy.json"), join(folder, "toy.json"));
  const ledger = fileLedger(folder);
  const record = await ledger.read("toy");
  expect(record).toMatchObject({ format: 1, cluster: "toy", operation: "operation 1", state: "open" });
  const { cloud, ledger: memory, build } = toyAccount();
  if (record !== undefined) await memory.write(record);
  await build(houses({}));
  expect(await memory.read("toy")).toMatchObject({ operation: "operation 1", state: "closed" });
  expect(cloud.all("house/main")).toHaveLength(1);
});
