import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { report } from "../test/readme-example.ts";

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), "utf8");
}

it("the README shows the example that runs below", () => {
  expect(read("../README.md")).toContain(`\`\`\`ts\n${read("../test/readme-example.ts")}\`\`\``);
});

it("the README's example does what it says", () => {
  expect(report).toMatchInlineSnapshot(`
    {
      "calls": [
        "CreateVpc ok",
        "CreateSubnet ok",
        "CreateNetworkInterface InvalidParameterValue",
        "AllocateAddress ok",
        "CreateNatGateway ok",
        "DescribeNatGateways ok",
      ],
      "held": [
        "elastic-ip available",
        "network-acl available",
        "route-table available",
        "security-group available",
        "security-group-rule available",
        "security-group-rule available",
        "subnet available",
        "vpc available",
      ],
      "natGateway": "failed: Network vpc-0da90983d60a5abb5 has no Internet gateway attached",
      "refused": "InvalidParameterValue: Address 10.0.1.1 is in subnet's reserved address range",
    }
  `);
});

it("the README names every option", () => {
  const options = [...read("options.ts").matchAll(/^  readonly (\w+)\??:/gm)].map(([, name]) => name);
  const own = options.slice(0, options.indexOf("quotas") + 1);
  expect(own.length).toBeGreaterThan(8);
  for (const name of own) expect(read("../README.md")).toContain(`| \`${name}\` |`);
});
