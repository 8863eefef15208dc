import { expect, it } from "vitest";
import { group } from "./autoscaling/group.ts";
import { volume } from "./ec2/volume.ts";
import { listener } from "./elastic-load-balancing/listener.ts";
import { loadBalancer } from "./elastic-load-balancing/load-balancer.ts";
import { rule } from "./elastic-load-balancing/rule.ts";
import { targetGroup } from "./elastic-load-balancing/target-group.ts";
import { instanceProfile } from "./iam/instance-profile.ts";
import { policy } from "./iam/policy.ts";
import { role } from "./iam/role.ts";
import { hostedZone } from "./route53/hosted-zone.ts";
import { bucket } from "./s3/bucket.ts";
import { secret } from "./secrets-manager/secret.ts";
import { parameter } from "./ssm/parameter.ts";
import type { Account } from "./state.ts";

// EC2's resources are all made by its own `resource`, for which the volume stands.
const taggable = {
  bucket,
  group,
  hostedZone,
  instanceProfile,
  listener,
  loadBalancer,
  parameter,
  policy,
  role,
  rule,
  secret,
  targetGroup,
  volume,
};

it.each(Object.entries(taggable))("the tags of a %s are the record's own, so that writing to them counts", (_, one) => {
  const tags = new Map([["owner", "port-authority"]]);
  const account = { of: () => new Map([["its-key", { tags }]]) } as unknown as Account;
  expect(one.tags?.(account, "its-key")).toBe(tags);
  expect(one.tags?.(account, "another")).toBeUndefined();
});
