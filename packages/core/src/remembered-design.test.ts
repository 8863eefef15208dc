import { expect, it } from "vitest";
import { computeDesign } from "./cluster-design.ts";
import { blueprint, design, etcd, network, type Blueprint } from "./index.ts";
import { readBlueprint } from "./read-blueprint.ts";

function site(name: string, members = 1): Blueprint {
  const addresses = ["10.10.3.10", "10.10.4.10", "10.10.5.10"].slice(0, members);
  return blueprint(name, { network: network({ cidr: "10.10.0.0/16" }), etcd: etcd({ addresses }) });
}

function computed(given: Blueprint): unknown {
  const { parts, reading } = readBlueprint(given);
  const { network: net = given.network, ...rest } = parts;
  return computeDesign({ name: given.name, network: net, ...rest }, reading).design;
}

it("is what is computed anew, byte for byte", () => {
  design(site("first"));
  for (const given of [site("first"), site("first", 3), site("first")])
    expect(JSON.stringify(design(given))).toBe(JSON.stringify(computed(given)));
});

it("is computed once for equal blueprints, of which the last four are known", () => {
  const first = design(site("first"));
  expect(design(site("first"))).toBe(first);
  for (const name of ["second", "third", "fourth"]) design(site(name));
  expect(design(site("first"))).toBe(first);
  for (const name of ["second", "third", "fourth", "fifth"]) design(site(name));
  expect(design(site("first"))).not.toBe(first);
});
