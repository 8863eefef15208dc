import { afterAll, beforeAll, describe, it } from "vitest";
import { type Moto, motoMissing, motoVersion, startMoto } from "../../../tools/moto.ts";
import { skipReason } from "../../../tools/required.ts";
import { connect } from "../src/aws/clients.ts";
import { systemClock } from "../src/engine/clock.ts";
import { KindTrial, type TriedAccount } from "./kind-account.ts";
import { type KindCase, kindCases } from "./kind-cases.ts";
import { liveThrough } from "./kind-life.ts";

/** Changes that moto 5.2.5 accepts and forgets, or cannot take; AWS does, and the simulated account is held to that. */
const motoForgets: Partial<Record<KindCase["kind"], Readonly<Record<string, string>>>> = {
  "vpc-endpoint": {
    privateDns: "ModifyVpcEndpoint keeps PrivateDnsEnabled as it was",
    routeTableIds:
      "a table that ModifyVpcEndpoint adds gets no route, and DeleteVpcEndpoints then fails for lack of it",
  },
  instance: { profileName: "DescribeInstances keeps the first profile after ReplaceIamInstanceProfileAssociation" },
  listener: { protocol: "a TLS listener on a network load balancer is refused", certificateArn: "the same" },
  "auto-scaling-group": { maintenance: "DescribeAutoScalingGroups has no InstanceMaintenancePolicy" },
};

const missing = skipReason("kinds on moto", motoMissing());

describe.skipIf(missing !== undefined)(
  `kinds on moto ${motoVersion}${missing === undefined ? "" : ` (skipped: ${missing})`}`,
  () => {
    let moto: Moto;
    beforeAll(async () => {
      moto = await startMoto();
    });
    afterAll(() => moto?.stop());

    it.each(kindCases.map((life, index) => [life.kind, index + 1, life] as const))(
      "%s (%d) lives its life over HTTP",
      async (kind, number, life) => {
        const trial = new KindTrial(await account(moto.endpoint), `trial${number}`);
        await liveThrough(trial, without(life, Object.keys(motoForgets[kind] ?? {})));
      },
    );
  },
);

async function account(endpoint: string): Promise<TriedAccount> {
  const region = "us-west-2";
  const client = { endpoint, credentials: { accessKeyId: "test", secretAccessKey: "test" } };
  const clients = connect({ region, client });
  const { Images = [] } = await clients.ec2.describeImages({ Owners: ["075585003325"] });
  const [image] = Images;
  // Moto settles at once: the pauses that AWS needs are only yields here.
  const clock = {
    ...systemClock,
    sleep: (_milliseconds: number, signal?: AbortSignal) => systemClock.sleep(5, signal),
  };
  return {
    clients,
    region,
    account: "123456789012",
    clock,
    image: { id: image!.ImageId!, rootDevice: image!.RootDeviceName! },
  };
}

function without(life: KindCase, fields: readonly string[]): KindCase {
  const { changes } = life;
  if (changes === undefined || fields.length === 0) return life;
  const kept = (change: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(change).filter(([field]) => !fields.includes(field)));
  return {
    ...life,
    changes: async (ground) => (await changes(ground)).map(kept).filter((change) => Object.keys(change).length > 0),
    fixed: [...(life.fixed ?? []), ...fields],
  };
}
