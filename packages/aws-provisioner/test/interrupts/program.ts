// A script as a user writes one, on an account that outlives it. It says what it does on standard output, one
// line at a time, so that whoever watches it need not look at a clock.
import { readFileSync } from "node:fs";
import { setTimeout as pass } from "node:timers/promises";
import { deserialize, serialize } from "node:v8";
import { type ApplyOptions, type Clock, createNetwork, fileLedger, printEvent, withSignals } from "../../src/index.ts";
import { pier } from "./pier.ts";
import type { Asked, Told } from "./serve-account.ts";

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

const { ACCOUNT = "", WIRE, LEDGER = "", PRESSES = "", GRACE = "100000" } = process.env;

const began = Date.now();

/**
 * A clock for machines of any speed: time passes a hundred times as fast, since the account is quick, and the
 * end of long pauses, which are limits, never comes.
 */
const clock: Clock = {
  virtual: true,
  now: () => began + (Date.now() - began) * 100,
  sleep: (milliseconds, signal) =>
    milliseconds < 20_000
      ? pass(milliseconds / 100, undefined, signal && { signal })
      : new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason), { once: true })),
};

/** The time of presses is what a file says. Whoever writes it learns when it was asked for. */
const pressClock: Clock = {
  now() {
    const time = Number(readFileSync(PRESSES, "utf8"));
    setImmediate(() => tell(`pressed at ${time}`));
    return time;
  },
  sleep: (_milliseconds, signal) => pass(20, undefined, { ref: false, ...(signal && { signal }) }),
};

type Plugin = NonNullable<ApplyOptions["plugins"]>[number];

/** Talks to an account that is no more than a function of the input. */
const served: Plugin = {
  applyToStack: (stack) =>
    stack.add(
      (_next, { clientName = "", commandName = "" }) =>
        async ({ input }) => {
          const service = clientName.replace(/Client$/, "");
          const told = await ask({ service, operation: commandName.replace(/Command$/, ""), input });
          if ("refusal" in told) throw Object.assign(new Error(told.message), told.refusal);
          return { response: {}, output: { ...told.output, $metadata: { requestId: "served" } } };
        },
      { step: "initialize", priority: "high", name: "servedAccount", override: true },
    ),
};

async function ask(asked: Asked): Promise<Told> {
  const answer = await fetch(ACCOUNT, { method: "POST", body: serialize(asked) });
  return deserialize(Buffer.from(await answer.arrayBuffer())) as Told;
}

/** Names the account of a server that has several. */
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

/** No limits of the SDK's own: an answer is held back for as long as whoever watches needs. */
const client = {
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  requestHandler: {},
  ...(WIRE !== undefined && { endpoint: WIRE }),
};

function tell(line: string): void {
  // Unlike `console.log` it fails where nobody reads.
  process.stdout.write(`${line}\n`);
}

tell(`pid ${process.pid}`);
await withSignals(
  async (stop) => {
    const run = createNetwork("pier", pier, {
      region: "us-west-2",
      client,
      plugins: [WIRE === undefined ? served : named],
      clock,
      ledger: fileLedger(LEDGER),
      grace: Number(GRACE),
      ...stop,
    });
    for await (const event of run) {
      const line = printEvent(event);
      if (line !== undefined) tell(line);
    }
    tell(`made ${(await run).network.vpcId}`);
  },
  { clock: pressClock },
);
console.log("went on");
