import { describe, expect, it } from "vitest";
import { asLedgerRecord } from "../saved-form.ts";

const step = {
  id: "delete fence/old",
  address: "fence/old",
  kind: "fence",
  action: "delete",
  replacement: false,
  changes: [],
  target: "fence-1",
  precondition: "digest",
  needs: [],
  seconds: 0,
};
const plan = { format: 1, cluster: "toy", steps: [step], unchanged: [], resources: [], tags: {}, notices: [] };
const record = {
  format: 1,
  cluster: "toy",
  operation: "operation 1",
  plan,
  state: "open",
  leaving: { "delete fence/old": { around: "x" } },
};

const read = (saved: unknown) => asLedgerRecord(saved, "no record", "Look.");

describe("a saved ledger record", () => {
  it("is given back as it is, of the first releases as well, and nobody else holds it", () => {
    const { leaving: _, ...first } = record;
    const placed = { ...record, account: "1", region: "a", plan: { ...plan, account: "1", region: "a" } };
    for (const saved of [record, first, { ...record, state: "closed" }, { ...record, later: 1 }, placed]) {
      expect(read(saved)).toStrictEqual(saved);
      expect(read(saved)).not.toBe(saved);
    }
  });

  it.each<[string, unknown, string]>([
    ["format", 3, "format"],
    ["cluster", 1, "cluster"],
    ["account", 1, "account"],
    ["region", {}, "region"],
    ["operation", "", "operation"],
    ["operation", "é", "operation"],
    ["operation", "x".repeat(129), "operation"],
    ["plan", { ...plan, cluster: 1 }, "plan.cluster"],
    ["plan", { ...plan, format: 9 }, "plan.format"],
    ["state", "", "state"],
    ["leaving", { "delete fence/old": 1 }, "leaving.delete fence/old"],
    ["leaving", { "delete fence/other": {} }, "leaving.delete fence/other"],
    ["plan", { ...plan, cluster: "quay" }, "plan.cluster"],
  ])("is none with another %s: %j", (field, value, path) => {
    expect(() => read({ ...record, [field]: value })).toThrow(
      expect.objectContaining({
        code: "invalid-option",
        message: expect.stringContaining(`no record\n  ${path}: `) as unknown,
      }),
    );
  });

  it.each(["account", "region"])("is none where its plan is for another %s", (field) => {
    const saved = { ...record, [field]: "one", plan: { ...plan, [field]: "other" } };
    expect(() => read(saved)).toThrow(`\n  plan.${field}: the plan is for "other", and the record for "one"\n`);
  });
});
