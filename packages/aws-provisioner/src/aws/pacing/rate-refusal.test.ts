import { expect, it } from "vitest";
import { isOfResources, isRateRefusal } from "./rate-refusal.ts";

const named = (name: string, status = 400) =>
  Object.assign(new Error("no"), { name, $metadata: { httpStatusCode: status } });

it.each([
  ["RequestLimitExceeded", 503, true],
  ["EC2ThrottledException", 503, true],
  ["Throttling", 400, true],
  ["ThrottlingException", 400, true],
  ["ThrottledException", 400, true],
  ["TooManyRequestsException", 400, true],
  ["SlowDown", 503, true],
  ["Other", 429, true],
  ["InternalError", 500, false],
  ["ServiceUnavailable", 503, false],
  ["LimitExceeded", 409, false],
  ["PriorRequestNotComplete", 400, false],
])("%s with status %d says that a call came too fast: %s", (name, status, expected) => {
  expect(isRateRefusal(named(name, status))).toBe(expected);
});

it("knows the tokens of resources by AWS's words", () => {
  expect(isOfResources(new Error("it exceeded its resource rate limit"))).toBe(true);
  expect(isOfResources(new Error("it exceeded its request rate limit"))).toBe(false);
  expect([isRateRefusal("Throttling"), isOfResources(undefined)]).toEqual([false, false]);
});
