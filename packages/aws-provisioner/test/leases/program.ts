// A run in a process of its own, whose hours pass in minutes: ledger and lease are those of every run.
import { inspect } from "node:util";
import { motoExceptions } from "../../../../tools/moto-exceptions.ts";
import { type ApplyOptions, printEvent } from "../../src/index.ts";
import { type Deed, deeds } from "./deeds.ts";
import { followedTime } from "./followed-time.ts";

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

const { ACCOUNT = "", WIRE = "", TIME = "", SLOT = "", DEED = "" } = process.env;

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
  clock: followedTime(TIME, Number(SLOT)),
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
