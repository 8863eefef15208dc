import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fullBlueprint } from "../test/every-system.ts";
import { noise } from "../test/noise.ts";
import {
  blueprint,
  design,
  etcd,
  validateBlueprint,
  network,
  printDiagnostics,
  workers,
  BlueprintError,
} from "./index.ts";

describe("validateBlueprint", () => {
  it("nothing is said of a blueprint that needs nothing", () => {
    const sound = blueprint("net", { network: network({ cidr: "10.10.0.0/16" }) });
    expect(validateBlueprint(sound)).toEqual([]);
  });

  it("lists errors before warnings, each kind from the network upward", () => {
    const faulty = blueprint("fleet", {
      network: network({ cidr: "172.17.1.0/16" }),
      etcd: etcd({ addresses: ["172.17.3.100", "172.17.4.100"] as string[], version: "3.5.16" }),
      pools: { web: workers({ subnets: "nowhere", size: { min: 0, desired: 0, max: 5001 } }) },
      tags: { Name: "fleet" },
    });
    expect(validateBlueprint(faulty).map(({ severity, rule }) => `${severity} ${rule}`)).toEqual([
      "error cidr-host-bits",
      "error member-count",
      "error tier-unknown",
      "error tag-reserved",
      "warning docker-range",
      "warning etcd-outdated",
      "warning size-quota",
    ]);
  });

  it.each([
    undefined,
    null,
    7,
    "fleet",
    [],
    { name: 7 },
    { name: "x", network: null, pools: 3, secrets: [null], tags: { a: 1 } },
  ])("whatever is given, it lists problems instead of failing: %j", (given) => {
    expect(validateBlueprint(given as never).length).toBeGreaterThan(0);
  });

  it("no value anywhere makes it fail", () => {
    const sound = JSON.stringify(fullBlueprint("flatcar"));
    const count = (JSON.parse(sound, counter()) as { seen: number }).seen;
    fc.assert(
      fc.property(fc.nat(count - 1), fc.anything({ withNullPrototype: true, withBigInt: true }), (place, value) => {
        const mutated: unknown = JSON.parse(sound, replacer(place, value));
        const diagnostics = validateBlueprint(mutated as never);
        for (const { path, message, remedy, rule } of diagnostics)
          expect([path, message, remedy, rule].every((text) => text !== undefined && text !== "")).toBe(true);
      }),
      { numRuns: Number(process.env["DRYDOCK_RUNS"] ?? 150) },
    );
  });

  describe("what throws when it is looked at", () => {
    const thrower = (field: string, rest: object = {}) =>
      Object.defineProperty({ ...rest }, field, {
        enumerable: true,
        get: () => {
          throw new Error("not for you");
        },
      });
    const { proxy: revoked, revoke } = Proxy.revocable({}, {});
    revoke();
    const net = network({ cidr: "10.10.0.0/16" });

    it.each([
      ["a name", thrower("name", { network: net }), ["blueprint.name"]],
      ["a part", thrower("network", { name: "fleet", tags: { owner: 5 } }), ["fleet.network", "fleet.tags.owner"]],
      ["a field", { name: "fleet", network: thrower("cidr", { kind: "network" }) }, ["fleet.network"]],
      ["an entry", { name: "fleet", network: net, pools: thrower("web") }, ["fleet.pools"]],
      ["another part", thrower("extras", { name: "fleet", network: net }), ["fleet.extras"]],
    ])("%s is named, beside everything else", (_, given, paths) => {
      const found = validateBlueprint(given as never);
      expect(found.map(({ path }) => path)).toEqual(paths);
      expect(found[0]?.message).toBe("this cannot be looked at: Error: not for you");
      expect(() => design(given as never)).toThrow(BlueprintError);
    });

    it.each([
      ["a proxy that is gone", revoked],
      ["a name without a text", { name: Object.create(null) as unknown, network: net }],
    ])("%s is no blueprint", (_, given) => {
      expect(validateBlueprint(given as never).length).toBeGreaterThan(0);
      expect(() => design(given as never)).toThrow(BlueprintError);
    });
  });

  it("says what number it was, where JSON has no word for it", () => {
    const [found] = validateBlueprint(blueprint("fleet", { network: network({ cidr: "10.10.0.0/16", zones: NaN }) }));
    expect(found?.message).toMatch(/^NaN /);
  });

  it("user data over the limit is reported beside other errors", () => {
    const faulty = blueprint("Fleet", {
      network: network({ cidr: "10.10.0.0/16" }),
      pools: {
        web: workers({
          subnets: "nowhere",
          size: { min: 0, desired: 0, max: 1 },
          files: [{ path: "/etc/a", text: noise(30_000) }],
        }),
      },
    });
    expect(validateBlueprint(faulty).map(({ rule }) => rule)).toEqual([
      "cluster-name",
      "tier-unknown",
      "user-data-size",
    ]);
  });
});

it("design throws one error that lists everything", () => {
  const faulty = blueprint("fleet", { network: network({ cidr: "10.10.1.0/16", zones: 9 }) });
  expect(() => design(faulty)).toThrow(BlueprintError);
  expect(() => design(faulty)).toThrowErrorMatchingInlineSnapshot(`
    [BlueprintError: blueprint "fleet" has 2 errors
    error at fleet.network.cidr: "10.10.1.0/16" has bits set after its prefix [cidr-host-bits]
      Write 10.10.0.0/16: AWS would silently change it to that.
    error at fleet.network.zones: a network spans 1 to 6 zones, not 9 [zone-count]
      Give 3, or the names of the zones to use.]
  `);
});

/** A reviver that numbers the values of a document, and replaces the one at a place. */
function replacer(place: number, value: unknown): (key: string, old: unknown) => unknown {
  let at = 0;
  return (_key, old) => (at++ === place ? value : old);
}

function counter(): (key: string, old: unknown) => unknown {
  let seen = 0;
  return (key, old) => {
    seen++;
    return key === "" ? { seen } : old;
  };
}

it("says in few words what is wrong with a name of any length", () => {
  const given = blueprint("a".repeat(300_000), { network: network({ cidr: "10.10.0.0/16" }) });
  expect(printDiagnostics(validateBlueprint(given)).length).toBeLessThan(500);
  expect(() => design(given)).toThrow(/^blueprint "a{60}" and so on has /);
});
