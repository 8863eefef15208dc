import type { Rule } from "./examined.ts";
import { quote } from "./finding.ts";

/** Names that AWS takes: what they may hold, what they may not begin with, and how long they become with the cluster's name before them. */
export const names: Rule = function* ({ name, roles, etcd, services, secrets, buckets }) {
  if (name !== "" && (name.length < 2 || name.length > 20 || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))) {
    yield {
      path: "name",
      message: `${quote(name)} is no name of a cluster`,
      remedy:
        "Use 2 to 20 lower-case letters, digits and single hyphens, beginning with a letter: names of balancers have 32 characters at most and begin with it.",
      rule: "cluster-name",
    };
  } else if (/^(internal|sg|aws|ssm)-/.test(`${name}-`)) {
    yield {
      path: "name",
      message: `AWS refuses names that begin with ${quote(`${name.split("-")[0] ?? ""}-`)} for balancers, groups or parameters, and every name begins with the cluster's`,
      remedy: "Take another first word.",
      rule: "cluster-name-reserved",
    };
  }
  for (const role of roles) {
    if (role.spec.kind === "etcd") continue;
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(role.name) || role.name.length > 24) {
      yield {
        path: role.path,
        message: `${quote(role.name)} is no name of a pool`,
        remedy: "Use 1 to 24 lower-case letters, digits and single hyphens, beginning with a letter.",
        rule: "pool-name",
      };
    }
    if (role.name === "etcd" && etcd !== undefined) {
      yield {
        path: role.path,
        message: "a pool and the members of etcd are both named etcd",
        remedy: "Give the pool another name.",
        rule: "pool-name-taken",
      };
    }
    if (etcd !== undefined && /^etcd-\d+$/.test(role.name)) {
      yield {
        path: role.path,
        message: `${quote(role.name)} is the name of a member of etcd`,
        remedy: "Give the pool another name.",
        rule: "pool-name-taken",
      };
    }
  }
  for (const { name: service, balancer, path } of services) {
    for (const [what, own] of new Map([
      ["service", service],
      ["balancer", balancer],
    ])) {
      if (own.length <= 24 && /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/.test(own)) continue;
      yield {
        path,
        message: `${quote(own)} is no name of a ${what}`,
        remedy: `Set ${what === "service" ? "name" : "balancer"} to 1 to 24 letters, digits and single hyphens: names of balancers and target groups have 32 characters at most and begin with the cluster's.`,
        rule: "balancer-name",
      };
    }
  }
  for (const secret of Object.keys(secrets)) {
    if (!/^[A-Za-z][A-Za-z0-9_+=.@-]{0,63}$/.test(secret) || /-[A-Za-z0-9]{6}$/.test(secret)) {
      yield {
        path: `secrets.${secret}`,
        message: `${quote(secret)} is no name of a secret`,
        remedy:
          "Use 1 to 64 letters, digits and _+=.@-, beginning with a letter, and no hyphen before the last six: AWS adds such an ending itself.",
        rule: "secret-name",
      };
    }
  }
  for (const [index, bucket] of buckets.entries()) {
    const path = `buckets.${index}`;
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(bucket) || bucket.length > 41 - name.length) {
      yield {
        path,
        message: `${quote(bucket)} is no name of a bucket`,
        remedy: `Use 1 to ${Math.max(1, 41 - name.length)} lower-case letters, digits and single hyphens: account and cluster come before it, and AWS takes 63.`,
        rule: "bucket-name",
      };
    } else if (buckets.indexOf(bucket) !== index) {
      yield {
        path,
        message: `bucket ${quote(bucket)} is named twice`,
        remedy: "Name it once.",
        rule: "bucket-duplicate",
      };
    }
  }
};
