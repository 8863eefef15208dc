// Takes away what another example left on AWS: examples/destroy.ts minimal --aws
// Data volumes and certificate authorities stay unless named: --including=volume/*,authority/*
import { destroyCluster, printEvent, printPlan, ProvisionError, withSignals } from "@drydock/aws-provisioner";
import { accountFor, accountWords } from "./account.ts";
import { readWords, refuse } from "./command-line.ts";

const { values, positionals } = readWords({
  options: { ...accountWords, including: { type: "string" } },
  allowPositionals: true,
});
const [name, ...others] = positionals;
if (name === undefined || others.length > 0) refuse("Name one cluster or network: examples/destroy.ts minimal --aws");
const including = values.including?.split(",") ?? [];
const { options, name: account } = accountFor(values);
console.log(`Destroying ${name} on ${account}.`);

await withSignals(async (stop) => {
  const run = destroyCluster(name, { ...options, ...stop, including });
  for await (const event of run) {
    if (event.type === "planned") console.log(printPlan(event.plan));
    const line = printEvent(event);
    if (line !== undefined) console.log(line);
  }
  try {
    const { deleted, left, kinds } = await run;
    const rest = left.map(({ address, id }) => `\n  ${address} ${id}`);
    console.log(`${deleted} deleted; ${left.length} left of ${kinds} kinds${rest.join("")}`);
  } catch (error) {
    if (!(error instanceof ProvisionError)) throw error;
    console.error(error.message);
    if (!values.aws && !values.moto)
      console.error("A simulated account is empty when a program begins: --aws names yours.");
    process.exitCode = 1;
  }
});
