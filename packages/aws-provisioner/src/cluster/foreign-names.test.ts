import { expect, it } from "vitest";
import type { Plan } from "../engine/plan.ts";
import { foreignNames } from "./foreign-names.ts";

it.each([
  ["role", "path", "/drydock/us-west-2/pier/"],
  ["instance-profile", "path", "/drydock/us-west-2/pier/"],
  ["parameter", "parameterName", "/drydock/pier/etcd/token"],
  ["secret", "secretName", "pier/token"],
  ["authority", "secretName", "pier/token"],
  ["authority", "secretName", "pier/tls/authority"],
  ["bucket", "bucketName", "drydock-123456789012-pier-data"],
  ["launch-template", "templateName", "drydock/pier/web"],
])("a %s is of the cluster that its %s names", (kind, field, name) => {
  const planOf = (cluster: string, value: unknown) => {
    const resources = [{ address: `${kind}/a`, kind, name: "a", props: { [field]: value }, after: [] }];
    return { cluster, resources } as unknown as Plan;
  };
  const reference = { $ref: "role/a", field: "id" };
  expect([foreignNames(planOf("pier", name)), foreignNames(planOf("pier", reference))]).toEqual([[], []]);
  for (const other of ["quay", "pie", "pier-two", "ier"]) {
    expect(foreignNames(planOf(other, name))).toEqual([
      { path: `resources.0.props.${field}`, message: `${JSON.stringify(name)} is no name of cluster ${other}` },
    ]);
  }
});
