// Takes away what another example left on AWS: examples/destroy.ts minimal --aws
// Data volumes and certificate authorities stay unless named: --including=volume/*,authority/*
import { destroyCluster, printEvent, printPlan } from "@drydock/aws-provisioner";
import { accountFor } from "./account.ts";

const [name] = process.argv.slice(2).filter((word) => !word.startsWith("--"));
if (name === undefined) {
  console.error("Name a cluster or network: examples/destroy.ts minimal --aws");
  process.exit(2);
}
const including =
  process.argv
    .find((word) => word.startsWith("--including="))
    ?.slice("--including=".length)
    .split(",") ?? [];
const { options, name: account } = accountFor();
console.log(`Destroying ${name} on ${account}.`);

const run = destroyCluster(name, { ...options, including });
for await (const event of run) {
  if (event.type === "planned") console.log(printPlan(event.plan));
  const line = printEvent(event);
  if (line !== undefined) console.log(line);
}
const { deleted, left, kinds } = await run;
console.log(
  `${deleted} deleted; ${left.length} left of ${kinds} kinds${left.map(({ address, id }) => `\n  ${address} ${id}`).join("")}`,
);
