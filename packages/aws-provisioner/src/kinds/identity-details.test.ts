import { expect, it } from "vitest";
import { iamName } from "./identity-details.ts";

it("a role's name says whose it is, as far as IAM's 64 characters go", () => {
  expect(iamName("us-west-2", "fleet", "web")).toBe("fleet-web-us-west-2");
  const longest = "x".repeat(64 - "fleet--us-west-2".length);
  expect(iamName("us-west-2", "fleet", longest)).toBe(`fleet-${longest}-us-west-2`);
});

it("a longer one is cut, and is still no other's", () => {
  const role = "x".repeat(60);
  const names = ["a", "b"].map((end) => iamName("us-west-2", "fleet", `${role}${end}`));
  expect(new Set(names).size).toBe(2);
  for (const name of names) expect(name).toMatch(/^fleet-x{51}-[0-9a-f]{6}$/);
});
