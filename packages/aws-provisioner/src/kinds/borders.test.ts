import { describe, expect, it } from "vitest";
import { kindCases } from "../../test/kind-case.ts";
import { simulatedTrial } from "../../test/simulated-trial.ts";
import type { KindName } from "./registry.ts";

const { ground } = await simulatedTrial("borders");

async function schemaOf(kind: KindName) {
  const life = kindCases.find((one) => one.kind.name === kind);
  if (life === undefined) throw new Error(`no case of ${kind}`);
  return { props: life.kind.props, begin: await life.begin(ground) };
}

const health = { protocol: "TCP", port: 80, healthyThreshold: 1, unhealthyThreshold: 1, timeout: 1, interval: 1 };
const recordsOf = (length: number) => Array.from({ length }, () => ({ name: "a.internal", type: "A" }));

/** A field of a kind, the values at the border that it takes, and those just beyond. */
const borders: readonly (readonly [KindName, string, readonly unknown[], readonly unknown[]])[] = [
  ["load-balancer", "balancerName", ["b".repeat(32), ""], ["b".repeat(33)]],
  ["load-balancer", "type", ["network", "application"], ["gateway"]],
  ["load-balancer", "scheme", ["internal", "internet-facing"], ["public"]],
  ["target-group", "groupName", ["g".repeat(32)], ["g".repeat(33)]],
  ["target-group", "port", [1, 65_535], [0, 65_536, 1.5]],
  ["target-group", "protocol", ["TCP", "TLS", "UDP", "HTTP", "HTTPS"], ["", "tcp"]],
  ["target-group", "listed", [true, false], [undefined, "yes"]],
  [
    "target-group",
    "health",
    [health, { ...health, path: "/" }],
    ["path", "port"].map((key) => ({ ...health, [key]: 0 })),
  ],
  [
    "target-group",
    "health",
    ["TCP", "HTTP", "HTTPS"].map((protocol) => ({ ...health, protocol })),
    [{ ...health, protocol: "UDP" }],
  ],
  ...["healthyThreshold", "unhealthyThreshold", "timeout", "interval"].map(
    (key) => ["target-group", "health", [{ ...health, [key]: 1 }], [{ ...health, [key]: 0 }]] as const,
  ),
  ["listener", "port", [1, 65_535], [0, 65_536]],
  ["listener", "protocol", ["TCP", "UDP", "HTTP"], ["TLS", "HTTPS", ""]],
  ["dns-records", "records", [recordsOf(1000), []], [recordsOf(1001)]],
  [
    "dns-records",
    "records",
    ["A", "AAAA", "CNAME", "SRV", "TXT"].map((type) => [{ name: "a", type, ttl: 0 }]),
    [[{ name: "a", type: "MX" }], [{ name: "a", type: "A", ttl: -1 }], [{ name: "a", type: "A", alias: {} }]],
  ],
  ["hosted-zone", "vpcIds", [["vpc-1"]], [[]]],
  ["parameter", "text", ["t", undefined], [""]],
  ["parameter", "generated", [{ bytes: 1 }, undefined], [{ bytes: 0 }, {}]],
  ["object", "key", ["drydock/a"], ["a", "a/drydock/"]],
  [
    "object",
    "sha256",
    ["0f".repeat(32)],
    ["0F".repeat(32), `${"0f".repeat(32)}0`, `0${"0f".repeat(32)}`, "0f".repeat(31)],
  ],
  ["volume", "size", [1], [0]],
  ["volume", "type", ["gp3", "gp2", "io2", "io1", "st1", "sc1", "standard"], ["", "gp4"]],
  ["instance", "rootVolume", [1], [0]],
  ["instance", "metadataHops", [1, 64], [0, 65]],
  ["instance", "address", ["10.0.0.1", undefined], ["10.0.0.256"]],
  ["instance", "instanceTags", [{}, { team: "a" }], [{ Name: "a" }]],
  ["launch-template", "rootVolume", [1], [0]],
  ["launch-template", "metadataHops", [1, 64], [0, 65]],
  ["launch-template", "networkInterfaceId", [undefined], ["eni-1"]],
  ["auto-scaling-group", "templateVersion", ["1", "12"], ["$Latest", "1a", "a1", ""]],
  ["auto-scaling-group", "healthCheck", ["EC2", "ELB"], [""]],
  ["auto-scaling-group", "maintenance", [{ min: 0, max: 100 }, undefined], [{}, { min: -1, max: 100 }]],
  ...["min", "max", "desired", "grace"].map((field) => ["auto-scaling-group", field, [0, 7], [-1, 0.5]] as const),
  ...(["authority", "secret"] as const).flatMap(
    (kind) =>
      [
        [kind, "version", [1], [0]],
        [kind, "source", [{ kind: "generated", length: 8 }], [null, "kind", {}, undefined]],
      ] as const,
  ),
  ["security-group-rules", "ingress", [[]], [[{ protocol: "tcp" }]]],
  [
    "security-group-rules",
    "ingress",
    ["tcp", "udp", "icmp", "-1"].map((protocol) => [{ protocol, fromPort: -1, toPort: -1, description: "" }]),
    [[{ protocol: "6", fromPort: -1, toPort: -1, description: "" }]],
  ],
  ["vpc-endpoint", "type", ["Gateway", "Interface"], ["GatewayLoadBalancer"]],
  ["vpc-endpoint", "routeTableIds", [[], ["rtb-1"]], [undefined, [1]]],
];

describe("what a kind takes at its borders, and what it refuses beyond", () => {
  it.each(borders)("%s, %s", async (kind, field, taken, refused) => {
    const { props, begin } = await schemaOf(kind);
    const refusals = (values: readonly unknown[]) =>
      values.map((value) => props.safeParse({ ...begin, [field]: value }).error?.issues.map(({ path }) => path.at(0)));
    expect(refusals(taken)).toEqual(taken.map(() => undefined));
    expect(refusals(refused).filter((paths) => paths === undefined)).toEqual([]);
  });

  it.each<[KindName, Record<string, unknown>, string]>([
    ["instance", { instanceTags: { Name: "a" } }, "instanceTags: Name follows from the address"],
    ["secret", { source: 1 }, "source: must say where the value comes from"],
    [
      "launch-template",
      { networkInterfaceId: "eni-1" },
      "securityGroupIds: must be empty with a networkInterfaceId, whose own groups apply",
    ],
  ])("%s says why: %j", async (kind, change, words) => {
    const { props, begin } = await schemaOf(kind);
    const issues = props.safeParse({ ...begin, ...change }).error?.issues;
    expect(issues?.map(({ path, message }) => `${path.join(".")}: ${message}`)).toEqual([words]);
  });
});
