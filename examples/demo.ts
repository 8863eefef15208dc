// The life of a cluster on a simulated account: plan, apply, plan again, drift, mend, destroy. Ends with one
// line that says whether every part of it went as it should.
import {
  createCluster,
  describeCluster,
  destroyCluster,
  planCluster,
  planCounts,
  type Plan,
  printEvent,
  printPlan,
  type RunEvent,
} from "@drydock/aws-provisioner";
import { simulateAccount } from "@drydock/aws-simulator";
import { fleet } from "./fleet.ts";
import { readWords } from "./command-line.ts";

const color = process.stdout.isTTY;
const { seed } = readWords({ options: { seed: { type: "string", default: "demo" } } }).values;
const account = simulateAccount({ seed, latency: "typical" });
const options = {
  ...account.connection,
  environment: { DOCKERCFG: '{"https://index.docker.io/v1/":{"auth":"ZGVtbzpkZW1v","email":"demo@example.com"}}' },
};
const problems: string[] = [];

function heading(text: string) {
  return console.log(`\n== ${text}\n`);
}
function expect(holds: boolean, problem: string) {
  if (!holds) problems.push(problem);
}

async function watch(run: AsyncIterable<RunEvent>): Promise<Plan | undefined> {
  let plan: Plan | undefined;
  for await (const event of run) {
    if (event.type === "planned") plan = event.plan;
    const line = printEvent(event, { color });
    if (line !== undefined) console.log(line);
  }
  return plan;
}

const before = account.inventory().length;

heading("The plan");
console.log(printPlan(await planCluster(fleet, options), { color }));

heading("The apply, in simulated time");
const callsBefore = account.calls.length;
const applying = createCluster(fleet, options);
const applied = await watch(applying);
const created = planCounts(applied!).create;
// Signs of life are as many as the run takes long.
const isSignOfLife = ({ input }: { readonly input: unknown }) =>
  String((input as { readonly Key?: string }).Key).startsWith("leases/");
const calls = account.calls.slice(callsBefore).filter((call) => !isSignOfLife(call)).length;
const cluster = await applying;

heading("The outputs");
console.log(
  JSON.stringify({ etcd: cluster.etcd.endpoints, services: cluster.services, pools: cluster.pools }, null, 2),
);
expect(cluster.etcd.endpoints.length === 3, "the cluster has no three etcd endpoints");

heading("A second plan");
const planBegan = account.calls.length;
const second = await planCluster(fleet, options);
const planCalls = account.calls.length - planBegan;
console.log(printPlan(second, { color }));
console.log(`${planCalls} calls`);
expect(second.steps.length === 0, "the second plan has changes");

heading("A change behind its back: somebody deletes a NAT route");
const { resources } = await describeCluster(fleet.name, options);
const table = resources.find(({ address }) => address === "route-table/private-us-west-2b")!;
await account.handle("EC2", "DeleteRoute", { RouteTableId: table.id, DestinationCidrBlock: "0.0.0.0/0" });
const drifted = await planCluster(fleet, options);
console.log(printPlan(drifted, { color }));
expect(drifted.steps.length === 1, `the drift gives ${drifted.steps.length} steps, not 1`);
await watch(createCluster(fleet, options));
expect((await planCluster(fleet, options)).steps.length === 0, "the mended cluster still has changes");

heading("Destroy, with its data volumes and its certificate authority named");
const destroying = destroyCluster(fleet.name, { ...options, including: ["volume/*", "authority/*"] });
await watch(destroying);
const certificate = await destroying;
// The certificate authority can be brought back for a week; then nothing at all is left.
await account.clock.sleep(8 * 24 * 3600 * 1000);
// The ledger's bucket stays: it is the account's, not the cluster's.
const isOfLedger = ({ id }: { readonly id: string }) => id.startsWith("drydock-ledger-");
const left = account.inventory().filter((one) => !isOfLedger(one)).length - before;
expect(certificate.left.length === 0, `the certificate names ${certificate.left.length} resources`);
expect(left === 0, `the account holds ${left} more resources than before`);

for (const problem of problems) console.error(`demo: ${problem}`);
const verdict = second.steps.length === 0 ? `no changes in ${planCalls} calls` : `${second.steps.length} changes`;
console.log(
  `\ndemo: ${created} resources created, ${calls} calls, second plan: ${verdict}, ${left} left after destroy`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
