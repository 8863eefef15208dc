import { expect, it } from "vitest";
import { toyClock } from "../../engine/testing/toy-clock.ts";
import type { Connection } from "../connection.ts";
import { bucketsOf } from "./shared-buckets.ts";

const keys = (accessKeyId: string, more = {}) => ({ accessKeyId, secretAccessKey: "x", ...more });
const provider = async () => keys("A");
const other = async () => keys("A");

it.each<[string, Connection["client"], Connection["client"], boolean]>([
  ["nothing said twice", undefined, {}, true],
  ["the same keys", { credentials: keys("A") }, { credentials: keys("A") }, true],
  ["other keys", { credentials: keys("A") }, { credentials: keys("B") }, false],
  [
    "other keys of one account",
    { credentials: keys("A", { accountId: "1" }) },
    { credentials: keys("B", { accountId: "1" }) },
    true,
  ],
  ["one provider", { credentials: provider }, { credentials: provider }, true],
  ["two providers", { credentials: provider }, { credentials: other }, false],
  ["another profile", { profile: "one" }, { profile: "two" }, false],
  ["another place", { endpoint: "http://127.0.0.1:1" }, { endpoint: "http://127.0.0.1:2" }, false],
])("%s", (_, first, second, isShared) => {
  const clock = toyClock();
  const of = (client: Connection["client"]) => bucketsOf(client === undefined ? {} : { client }, clock);
  expect(of(first) === of(second)).toBe(isShared);
});

it("another clock is another time, with buckets of its own", () => {
  expect(bucketsOf({}, toyClock())).not.toBe(bucketsOf({}, toyClock()));
});
