import { expect, it } from "vitest";
import type { LoggedCall } from "../../packages/aws-simulator/src/index.ts";
import { sendingFaults } from "./sending-laws.ts";

/** A call that was sent at that second, and answered within half of one. */
function call(second: number, operation: string, input: object = {}): LoggedCall {
  const at = { start: second * 1000, end: second * 1000 + 500 };
  return { service: "EC2", operation, input, origin: "client", outcome: "ok", ...at };
}

const ledger = { Bucket: "drydock-ledger-1", Key: "leases/pier/1.json" };
const sign = (second: number) => call(second, "PutObject", { ...ledger, Body: '{"holder":{}}' });
const lastWord = (second: number) => call(second, "PutObject", { ...ledger, Body: "{}" });
const change = (second: number) => call(second, "CreateVpc");

it.each<[string, readonly (readonly LoggedCall[])[], readonly string[]]>([
  [
    "one run at a time",
    [
      [sign(0), change(30), lastWord(31)],
      [sign(32), change(33)],
    ],
    [],
  ],
  ["looks at any time", [[sign(0), call(500, "DescribeVpcs")]], []],
  [
    "a change after the bound",
    [[sign(0), change(60)]],
    ["run 1 sent CreateVpc 60 s after its last confirmed sign of life"],
  ],
  [
    "a change with no sign at all",
    [[change(1)]],
    ["run 1 sent CreateVpc Infinity s after its last confirmed sign of life"],
  ],
  [
    "two at once",
    [
      [sign(0), change(10)],
      [sign(11), change(12)],
    ],
    ["run 2 sent CreateVpc 2.0 s after CreateVpc of run 1, which had not let go"],
  ],
  [
    "one that takes over when the other has long been silent",
    [
      [sign(0), change(10)],
      [sign(100), change(101)],
    ],
    [],
  ],
])("%s", (_, runs, faults) => {
  expect(sendingFaults(runs.map((calls) => ({ calls: [...calls], endedAt: undefined })))).toEqual(faults);
});

it("believes a sign without an answer only when it was read again", () => {
  const unanswered: LoggedCall = { ...sign(50), outcome: "TimeoutError" };
  const read = call(52, "GetObject", ledger);
  const faults = (...calls: LoggedCall[]) => sendingFaults([{ calls, endedAt: undefined }]);
  expect(faults(sign(0), unanswered, change(60))).toHaveLength(1);
  expect(faults(sign(0), unanswered, read, change(60))).toEqual([]);
});
