import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "../from-outside/parse-json.ts";
import type { Plan } from "../plan.ts";
import { editProblems, sealed } from "../saved-plan/seal.ts";
import { House, Vault } from "../testing/toy-kinds.ts";
import { toyAccount, type Wish } from "../testing/toy-run.ts";
import { readPlan, savePlan } from "./save-plan.ts";

const script = "#!/bin/sh\n".concat("echo one more line of a script that is long\n".repeat(40));
const userData = (name: string) => Buffer.from(`${script}export NODE=${name}\n${script}`).toString("base64");

/** Houses of one row, each with a document that names it. */
function row(count: number): Wish {
  return (graph) => {
    for (let at = 0; at < count; at += 1) {
      const turn = { of: "row", place: at };
      const house = graph.add(House, `h${at}`, { color: userData(`h${at}`), plot: script }, { turn });
      graph.add(Vault, `v${at}`, { brand: house.id, size: at });
    }
  };
}

async function planOf(wish: Wish, before?: Wish): Promise<Plan> {
  const { build, plan } = toyAccount();
  if (before !== undefined) await build(before);
  return sealed((await plan(wish)).plan);
}

const plain = (plan: Plan) => JSON.parse(JSON.stringify(plan)) as Plan;

/** A compact file, to be edited. */
async function file(wish = row(3)): Promise<{ texts: unknown[]; plan: Record<string, unknown[]>; format: number }> {
  return JSON.parse(savePlan(await planOf(wish))) as never;
}

describe("a plan that is saved compactly", () => {
  it("is read as it was, with its digests in order", async () => {
    for (const plan of [await planOf(row(5)), await planOf(row(7), row(4)), await planOf(() => {}, row(2))]) {
      const read = readPlan(savePlan(plan));
      expect(read).toEqual(plain(plan));
      expect(editProblems(read)).toEqual([]);
      expect(Object.keys(read.digests ?? {})).toEqual(Object.keys(plan.digests ?? {}));
    }
  });

  it("holds each large document once, and of one that differs what differs", async () => {
    const plan = await planOf(row(40));
    const saved = savePlan(plan);
    const { texts } = JSON.parse(saved) as { readonly texts: readonly unknown[] };
    expect(texts).toHaveLength(41);
    expect(JSON.stringify(texts.slice(1)).length).toBeLessThan(40 * 90 + 2 * userData("h").length);
    expect(saved.length * 10).toBeLessThan(JSON.stringify(plan).length);
  });

  it("is read as it was, whatever stands in it", async () => {
    const plan = await planOf(row(3));
    const anything = fc.jsonValue({ maxDepth: 3 }).filter((value) => "value" in parseJson(JSON.stringify(value)));
    const text = fc.oneof(fc.string(), fc.constantFrom("@0", "@1x", "@", script, userData("h1"), userData("h9")));
    const props = fc.dictionary(
      fc.string().filter((key) => key !== "__proto__" && key.isWellFormed()),
      fc.oneof(anything, text, fc.record({ like: fc.nat(), but: anything })),
    );
    fc.assert(
      fc.property(fc.array(props, { minLength: 6, maxLength: 6 }), (drawn) => {
        const resources = plan.resources.map((resource, at) => ({ ...resource, props: drawn[at] ?? {} }));
        const odd = JSON.parse(JSON.stringify(sealed({ ...plan, resources }))) as Plan;
        expect(readPlan(savePlan(odd))).toEqual(odd);
      }),
    );
  });

  it("is refused in full where something in it leads nowhere", async () => {
    const told = async (edit: (saved: Awaited<ReturnType<typeof file>>) => void) => {
      const saved = await file();
      edit(saved);
      try {
        readPlan(JSON.stringify(saved));
        return "it is read";
      } catch (error) {
        return (error as Error).message.split("\n")[1]?.trim();
      }
    };
    expect(await told(() => {})).toBe("it is read");
    expect(await told(({ texts }) => texts.pop())).toBe('all of it: there is no text "@3"');
    expect(await told(({ texts }) => (texts[2] = { like: 7, head: 1, tail: 1, text: "" }))).toBe(
      "all of it: texts.2: it is like no text before it",
    );
    expect(await told(({ texts }) => (texts[2] = { like: 0, head: 1e6, tail: 1, text: "" }))).toBe(
      "all of it: texts.2: it is like no text before it",
    );
    expect(await told(({ texts }) => (texts[0] = 7))).toBe("texts.0: Invalid input");
    expect(await told(({ plan }) => (plan["steps"]![0] = { but: {} }))).toBe(
      "all of it: steps.0: it is like no entry before it",
    );
    expect(await told(({ plan }) => plan["digests"]!.pop())).toBe(
      "all of it: digests: there are not as many as there are parts",
    );
    expect(await told((saved) => (saved.format = 3))).toBe(
      "format: it was written by a newer Drydock, in format 3: this one reads up to 2",
    );
  });

  it.each<[string, string, (saved: Awaited<ReturnType<typeof file>>) => void]>([
    [
      "uses of one text",
      "what it stands for is larger than 64 MB",
      ({ texts, plan }) => {
        texts.push("x".repeat(2 ** 20));
        plan["unchanged"] = Array.from({ length: 40_000 }, () => `@${texts.length - 1}`);
      },
    ],
    [
      "texts that are each like the one before",
      "what it stands for is larger than 64 MB",
      ({ texts }) => {
        const head = 2 ** 20;
        texts.push("x".repeat(head));
        for (let at = texts.length; at < 200; at += 1) texts.push({ like: at - 1, head, tail: 0, text: "y" });
      },
    ],
    [
      "entries that are each like the one before",
      "steps.",
      ({ plan }) => {
        const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`f${at}`, at]));
        plan["steps"] = [wide, ...Array.from({ length: 40_000 }, () => ({ but: { f1: 2 } }))];
      },
    ],
    [
      "entries that hold what the first one holds",
      "what it stands for has more than 2000000 values",
      ({ plan }) => {
        const deep = { props: Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`f${at}`, at])) };
        plan["steps"] = [deep, ...Array.from({ length: 40_000 }, () => ({ but: {} }))];
      },
    ],
  ])("is refused before it costs much where a small file says a very large plan: %s", async (_, told, swell) => {
    const saved = await file();
    swell(saved);
    expect(() => readPlan(JSON.stringify(saved))).toThrow(told);
  });

  it("tells an edit of what it says", async () => {
    const saved = await file();
    const [first] = saved.plan["steps"] as { seconds: number }[];
    if (first !== undefined) first.seconds += 1;
    // Those that are said by it are edited with it.
    expect(editProblems(readPlan(JSON.stringify(saved))).length).toBeGreaterThan(0);
  });
});

describe("a text that is no plan", () => {
  it.each(["", "{", "[]", '{"format":2}', '{"format":2,"texts":[],"plan":{}}'])("is refused: %s", (text) => {
    expect(() => readPlan(text)).toThrow(expect.objectContaining({ code: "invalid-option" }) as Error);
  });
});
