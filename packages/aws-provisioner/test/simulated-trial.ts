import {
  type Fault,
  simulateAccount,
  type SimulatedAccount,
  type SimulatedAccountOptions,
} from "@drydock/aws-simulator";
import { connect } from "../src/aws/clients.ts";
import { KindTrial } from "./kind-account.ts";
import { Ground } from "./ground.ts";

/** A trial of kinds on a simulated account of its own. */
export interface SimulatedTrial {
  readonly simulated: SimulatedAccount;
  readonly trial: KindTrial;
  readonly ground: Ground;
  /** The same account, for another cluster. */
  readonly another: (cluster: string, tags?: Readonly<Record<string, string>>) => KindTrial;
}

export async function simulatedTrial(
  seed: string,
  faults: readonly Fault[] = [],
  more: Pick<SimulatedAccountOptions, "launches"> = {},
): Promise<SimulatedTrial> {
  const simulated = simulateAccount({ seed, latency: "typical", faults, ...more });
  const { region, client, plugins, clock } = simulated.connection;
  const { clients } = connect({ region, client, plugins });
  const { Images = [] } = await clients.ec2.describeImages({
    Owners: ["075585003325"],
    Filters: [{ Name: "architecture", Values: ["x86_64"] }],
  });
  const [image] = Images;
  const account = {
    clients,
    region,
    account: simulated.accountId,
    clock,
    image: { id: image?.ImageId ?? "", rootDevice: image?.RootDeviceName ?? "" },
  };
  const trial = new KindTrial(account, "trial");
  return {
    simulated,
    trial,
    ground: new Ground(trial),
    another: (other, tags) => new KindTrial(account, other, undefined, tags),
  };
}
