// A run in a process of its own, whose hours pass in minutes: ledger and lease are those of every run.
import { setTimeout as pass } from "node:timers/promises";
import { inspect } from "node:util";
import { motoExceptions } from "../../../../tools/moto-exceptions.ts";
import { type ApplyOptions, type Clock, printEvent, systemClock } from "../../src/index.ts";
import { type Deed, deeds } from "./deeds.ts";

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

const { ACCOUNT = "", WIRE = "", PACE = "1", DEED = "" } = process.env;
const pace = Number(PACE);
const began = Date.now();

/** Time that passes so many times as fast, by both of its clocks. */
const clock: Clock = {
  virtual: true,
  now: () => began + (Date.now() - began) * pace,
  steady: () => (systemClock.steady?.() ?? 0) * pace,
  sleep: (milliseconds, signal) => pass(milliseconds / pace, undefined, signal && { signal }),
};

type Plugin = NonNullable<ApplyOptions["plugins"]>[number];

const named: Plugin = {
  applyToStack: (stack) =>
    stack.add(
      (next) => (args) => {
        (args.request as { readonly headers: Record<string, string> }).headers["x-moto-account-id"] = ACCOUNT;
        return next(args);
      },
      { step: "build", name: "namedAccount" },
    ),
};

const options: ApplyOptions = {
  region: "us-west-2",
  client: { credentials: { accessKeyId: "test", secretAccessKey: "test" }, endpoint: WIRE },
  plugins: [named, motoExceptions],
  clock,
};

try {
  const { start, left } = deeds[DEED as Deed];
  const run = start(options);
  for await (const event of run) {
    const line = printEvent(event);
    if (line !== undefined) console.log(line);
  }
  console.log(JSON.stringify(await run));
  console.log(`left to do: ${await left(options)}`);
} catch (error) {
  console.log(inspect(error));
  process.exitCode = 1;
}
