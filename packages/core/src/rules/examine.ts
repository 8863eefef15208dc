import type { Blueprint } from "../blueprint.ts";
import { membersOf } from "../cluster/formation.ts";
import { rolesOf } from "../cluster/named-role.ts";
import { servicesOf } from "../cluster/service.ts";
import { subnetsOf } from "../network/subnet-plan.ts";
import type { Examined } from "./examined.ts";
import { useOneOf, quote, type Finding } from "./finding.ts";
import { isShaped } from "./shape.ts";

const parts = ["network", "etcd", "pools", "secrets", "buckets", "tags"];

/** Looks at the shape of every part, whatever was given, and computes what the rules look at from those that have it. */
export function examine(blueprint: Blueprint): { readonly examined: Examined; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const given: Readonly<Record<string, unknown>> = isRecord(blueprint) ? blueprint : {};
  const name = typeof given["name"] === "string" ? given["name"] : "";
  if (name === "")
    findings.push({
      path: "name",
      message: `${quote(given["name"])} is no name of a cluster`,
      remedy: 'Give a name, such as "fleet".',
      rule: "cluster-name",
    });
  for (const field of Object.keys(given)) {
    if (field !== "name" && !parts.includes(field))
      findings.push({
        path: field,
        message: `a blueprint has no part ${quote(field)}`,
        remedy: useOneOf(field, parts),
        rule: "part-unknown",
      });
  }
  const network = isShaped("network", given["network"], "network", findings) ? blueprint?.network : undefined;
  const etcd =
    given["etcd"] !== undefined && isShaped("etcd", given["etcd"], "etcd", findings) ? blueprint?.etcd : undefined;
  const tags =
    given["tags"] !== undefined && isShaped("tags", given["tags"], "tags", findings) ? blueprint?.tags : undefined;
  const buckets =
    given["buckets"] !== undefined && isShaped("buckets", given["buckets"], "buckets", findings)
      ? blueprint?.buckets
      : undefined;
  const pools = shapedEntries("pool", given["pools"], "pools", findings, blueprint?.pools);
  const secrets = shapedEntries("secret", given["secrets"], "secrets", findings, blueprint?.secrets);
  const subnets = network === undefined ? [] : subnetsOf(network);
  const roles = rolesOf({ ...(etcd !== undefined && { etcd }), pools });
  const declared = {
    roles: [
      ...(given["etcd"] === undefined ? [] : ["etcd"]),
      ...Object.keys(isRecord(given["pools"]) ? given["pools"] : {}),
    ],
    secrets: Object.keys(isRecord(given["secrets"]) ? given["secrets"] : {}),
  };
  const members = etcd === undefined ? [] : membersOf(etcd, subnets);
  const services = servicesOf(roles, subnets);
  return {
    examined: {
      name,
      network,
      etcd,
      secrets,
      declared,
      tags: tags ?? {},
      buckets: buckets ?? [],
      subnets,
      roles,
      members,
      services,
    },
    findings,
  };
}

/** The entries of a part that have the shape; `typed` is the same object as the compiler knows it. */
function shapedEntries<T>(
  part: "pool" | "secret",
  value: unknown,
  path: string,
  findings: Finding[],
  typed: Readonly<Record<string, T>> | undefined,
): Record<string, T> {
  if (value === undefined) return {};
  if (!isRecord(value) || Array.isArray(value)) {
    findings.push({
      path,
      message: `${quote(value)} stands where an object by name belongs`,
      remedy: `Write ${path}: { name: ... }.`,
      rule: "shape",
    });
    return {};
  }
  return Object.fromEntries(
    Object.entries(typed ?? {}).filter(([name, entry]) => isShaped(part, entry, `${path}.${name}`, findings)),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
