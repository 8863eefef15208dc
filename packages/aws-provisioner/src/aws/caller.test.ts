import { describe, expect, it } from "vitest";
import { ownerOf } from "./caller.ts";

const group = "arn:aws-cn:elasticloadbalancing:cn-north-1:123456789012:targetgroup/web/0a1b";

describe("ownerOf", () => {
  it.each<[string, readonly string[], unknown]>([
    ["nothing", [], undefined],
    ["ids without an account", ["vpc-0a1b", "fleet-web"], undefined],
    ["an ARN of no account", ["arn:aws:s3:::bucket"], undefined],
    ["what only holds an ARN", [`x ${group}`], undefined],
    ["an ARN among ids", ["vpc-0a1b", group], { account: "123456789012", partition: "aws-cn" }],
    ["an ARN without a region", ["arn:aws:iam::123456789012:role/web"], { account: "123456789012", partition: "aws" }],
  ])("of %s", (_name, ids, owner) => {
    expect(ownerOf(ids, undefined)).toEqual(owner);
  });

  it("refuses what is another's than the one that is named", () => {
    expect(ownerOf([group], "123456789012")).toMatchObject({ account: "123456789012" });
    expect(() => ownerOf([group], "999999999999")).toThrow(
      "these credentials are for account 123456789012, not 999999999999",
    );
  });
});
