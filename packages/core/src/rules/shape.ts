import { z } from "zod";
import { etcdSchema } from "../cluster/etcd.ts";
import { machinesSchema } from "../cluster/machines.ts";
import { workersSchema } from "../cluster/workers.ts";
import { existingNetworkSchema } from "../network/existing-network.ts";
import { networkSchema } from "../network/network.ts";
import { secretSchema } from "../secret.ts";
import { nearest } from "@drydock/systemd/ground";
import { quote, type Finding } from "./finding.ts";

const builders = {
  network: {
    made: "network(...) or existingNetwork(...)",
    schema: z.discriminatedUnion("kind", [networkSchema, existingNetworkSchema]),
  },
  etcd: { made: "etcd(...)", schema: etcdSchema },
  pool: {
    made: "workers(...) or machines(...)",
    schema: z.discriminatedUnion("kind", [workersSchema, machinesSchema]),
  },
  secret: { made: "secret.text(...) and its like", schema: secretSchema },
  tags: { made: "an object of texts", schema: z.record(z.string(), z.string()) },
  buckets: { made: "a list of names", schema: z.array(z.string()) },
} as const;

/** Whether a part has the shape that its builder gives it; what is wrong is added to the findings. */
export function isShaped(part: keyof typeof builders, value: unknown, path: string, findings: Finding[]): boolean {
  const { schema, made } = builders[part];
  if (part !== "tags" && part !== "buckets" && !hasKind(value)) {
    findings.push({
      path,
      message: `${quote(value)} stands where ${made} belongs`,
      remedy: `Make it by ${made}.`,
      rule: "shape",
    });
    return false;
  }
  const result = schema.safeParse(value);
  for (const issue of result.error?.issues ?? []) findings.push(...shapeFindings(issue, value, path));
  return result.success;
}

function hasKind(value: unknown): boolean {
  return typeof value === "object" && value !== null && "kind" in value;
}

function shapeFindings(issue: z.core.$ZodIssue, root: unknown, path: string): Finding[] {
  const at = [path, ...issue.path.map(String)].join(".");
  const value = issue.path.reduce<unknown>(
    (inside, key) => (typeof inside === "object" && inside !== null ? Reflect.get(inside, key) : undefined),
    root,
  );
  if (issue.code === "unrecognized_keys") {
    const known =
      typeof value === "object" && value !== null ? Object.keys(value).filter((key) => !issue.keys.includes(key)) : [];
    return issue.keys.map((key) => ({
      path: `${at}.${key}`,
      message: `there is no field ${quote(key)}`,
      remedy: fieldRemedy(key, known),
      rule: "field-unknown",
    }));
  }
  if (value === undefined)
    return [{ path: at, message: "nothing is given", remedy: `Give ${expected(issue)}.`, rule: "field-missing" }];
  return [
    {
      path: at,
      message: `${quote(value)} is not ${expected(issue)}`,
      remedy: `Give ${expected(issue)}.`,
      rule: "field-type",
    },
  ];
}

function fieldRemedy(key: string, known: readonly string[]): string {
  const likely = nearest(key, known);
  return likely === undefined ? "Remove it, or correct its name." : `Did you mean ${quote(likely)}?`;
}

function expected(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") return `one of ${issue.values.map(String).join(", ")}`;
  if (issue.code === "invalid_type")
    return (
      { string: "a text", int: "a whole number", number: "a number", array: "a list", boolean: "true or false" }[
        String(issue.expected)
      ] ?? `a value of type ${issue.expected}`
    );
  if (issue.code === "too_big") return `a number of at most ${String(issue.maximum)}`;
  if (issue.code === "invalid_union") return "a value of one of the forms that the field's description lists";
  return issue.message.toLowerCase();
}
