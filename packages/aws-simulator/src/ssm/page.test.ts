import { it } from "vitest";
import { serviceWorld, type ServiceWorld } from "../../test/service-world.ts";
import { expectTwoPages } from "../../test/two-pages.ts";

const listings: readonly (readonly [string, (ssm: ServiceWorld["ssm"], cut: object) => Promise<object>])[] = [
  ["GetParametersByPath", (ssm, cut) => ssm.getParametersByPath({ Path: "/fleet", ...cut })],
  ["DescribeParameters", (ssm, cut) => ssm.describeParameters(cut)],
  ["GetParameterHistory", (ssm, cut) => ssm.getParameterHistory({ Name: "/fleet/a", ...cut })],
];

it.each(listings)("%s is cut by MaxResults and goes on at its NextToken", async (_, list) => {
  const { ssm } = serviceWorld({ latency: "none" });
  for (const Name of ["/fleet/a", "/fleet/b"]) {
    await ssm.putParameter({ Name, Value: "1", Type: "String" });
    await ssm.putParameter({ Name, Value: "2", Overwrite: true });
  }
  const words = { size: "MaxResults", token: "NextToken", next: "NextToken", refusal: "InvalidNextToken" };
  await expectTwoPages(words, (cut) => list(ssm, cut));
});
