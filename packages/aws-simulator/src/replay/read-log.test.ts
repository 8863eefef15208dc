import { OptionError } from "@drydock/systemd/ground";
import { describe, expect, it } from "vitest";
import { readLog } from "./read-log.ts";

const header = { format: 1, log: "drydock calls", version: "0.1.0", at: 1000, cluster: "site", region: "us-west-2" };
const attempt = {
  seq: 1,
  t: 0,
  ms: 5,
  service: "EC2",
  operation: "DescribeVpcs",
  input: {},
  attempt: 1,
  status: 200,
  output: { Vpcs: [] },
};
const over = { t: 9, over: true };

function logOf(...lines: readonly unknown[]): string {
  return lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join("");
}

/** What is wrong with a log, by line. */
function problemsOf(log: unknown): string[] {
  try {
    readLog(log);
    return [];
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    return error.diagnostics.map(({ line, message }) => `${line ?? ""} ${message}`);
  }
}

describe("a log", () => {
  it("is read run by run, and each attempt in the order in which it began", () => {
    const [first, second] = readLog(
      logOf(
        { ...header, patience: 900 },
        { t: 0, ledger: null },
        { ...attempt, seq: 2 },
        attempt,
        { t: 1, drew: "pause", numbers: [0.5] },
        { t: 1, drew: "pause", numbers: [0.25] },
        { t: 2, local: "$TOKEN", is: "hidden:0123456789abcdef0123", form: "text" },
        { t: 3, account: "0a1b" },
        { t: 3, claimed: {} },
        { t: 3.5, claimed: { record: { cluster: "site" } } },
        { t: 4, aborted: true },
        { t: 5, interrupted: true },
        over,
        { ...header, cluster: "other" },
        { t: 0, ledger: { cluster: "other" } },
      ),
    );
    expect(first).toMatchObject({
      cluster: "site",
      patience: 900,
      abortedAt: 4,
      isCut: false,
      ledger: { record: undefined },
    });
    expect(first?.attempts.map(({ seq, line }) => [seq, line])).toEqual([
      [1, 4],
      [2, 3],
    ]);
    expect(first?.drawn.get("pause")).toEqual([0.5, 0.25]);
    expect(first?.locals.map(({ local }) => local)).toEqual(["$TOKEN"]);
    expect(first?.claims).toEqual([
      { t: 3, record: undefined },
      { t: 3.5, record: { cluster: "site" } },
    ]);
    expect(first?.interruptedAt).toBe(5);
    expect(second).toMatchObject({
      cluster: "other",
      isCut: true,
      attempts: [],
      ledger: { record: { cluster: "other" } },
    });
  });

  it("may have fields of a later release", () => {
    expect(problemsOf(logOf({ ...header, colour: "blue" }, { ...attempt, weather: "fair" }, over))).toEqual([]);
  });

  it("may end in the middle of a line, and be gone on with after it", () => {
    expect(problemsOf(`${logOf(header, attempt)}{"seq":2,"t`)).toEqual([]);
    const two = readLog(logOf(header, attempt, '{"seq":2,"t', header, attempt));
    expect(two.map(({ attempts, isCut }) => [attempts.length, isCut])).toEqual([
      [1, true],
      [1, true],
    ]);
  });

  it("is told everything that is wrong with it at once, each by its line", () => {
    const log = logOf(
      header,
      "nonsense",
      { ...attempt, service: 7, input: "none" },
      { ...attempt, seq: 2, output: undefined },
      { hello: "there" },
      [1],
      { t: -1, drew: "pause", numbers: [1] },
      { ...attempt, seq: 3, error: { name: "OddError" }, output: undefined },
      attempt,
      attempt,
      over,
    );
    expect(problemsOf(log)).toEqual([
      "2 it is no JSON",
      "3 service: 7 is not a name. Give a name.",
      "3 input: this text is not an object. Give an object.",
      "4 it has neither, or both, of output and error",
      "5 it is no line of a log of calls",
      "6 it is no line of a log of calls",
      "7 t: -1 is not milliseconds, 0 or more. Give milliseconds, 0 or more.",
      "7 numbers.0: 1 is not a number from 0 up to 1. Give a number from 0 up to 1.",
      "8 error: this object is not an error with its name and message. Give an error with its name and message.",
      "10 the attempt 1 stands in another line too",
    ]);
  });

  it.each<[string, unknown, string]>([
    ["of another format", logOf({ ...header, format: 2 }, attempt), "1 format: 2 is not 1. Give 1."],
    [
      "of something else",
      logOf({ ...header, log: "har" }),
      '1 log: "har" is not "drydock calls". Give "drydock calls".',
    ],
    ["without its first line", logOf(attempt, over), "1 a log begins with what it is: no run begins before this line"],
    ["that is empty", "", " it ends before the first line does"],
    ["that ends in its first line", '{"format":1', " it ends before the first line does"],
    ["that is no text", Buffer.from("{}"), " a log is the text of a file that flightLog wrote"],
    ["too deep", logOf(header, `{"seq":${"[".repeat(200)}${"]".repeat(200)}}`), "2 it is nested more than 100 deep"],
    ["with half a line in its middle", logOf(header, '{"seq":2,"t', attempt), "2 it is no JSON"],
  ])("%s is refused", (_, log, problem) => {
    expect(problemsOf(log)).toContain(problem);
  });

  it("is refused where one of its lines is longer than any is", () => {
    const long = JSON.stringify({ ...attempt, output: { Vpcs: "x".repeat(64 * 1024 * 1024) } });
    expect(problemsOf(logOf(header, long)).map((line) => line.replace(/\d{4,}/g, "n"))).toEqual([
      "2 it has n characters, of which n are read at most",
    ]);
  });
});
