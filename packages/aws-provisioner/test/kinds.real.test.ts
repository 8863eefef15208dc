import { beforeAll, describe, it } from "vitest";
import { motoMissing, motoVersion } from "../../../tools/moto.ts";
import { motoAccount } from "../../../tools/moto-account.ts";
import { skipReason } from "../../../tools/required.ts";
import { connect } from "../src/aws/clients.ts";
import { systemClock } from "../src/engine/clock.ts";
import { KindTrial, type TriedAccount } from "./kind-account.ts";
import { type KindCase, kindCases } from "./kind-case.ts";
import { liveThrough } from "./kind-life.ts";

const missing = skipReason("kinds on moto", motoMissing());

describe.skipIf(missing !== undefined)(
  `kinds on moto ${motoVersion}${missing === undefined ? "" : ` (skipped: ${missing})`}`,
  () => {
    let tried: TriedAccount;
    beforeAll(async () => {
      tried = await account("100000000001");
    });

    it.each(kindCases.map((life, index) => [life.kind.name, index + 1, life] as const))(
      "%s (%d) lives its life over HTTP",
      async (_kind, number, life) => {
        const trial = new KindTrial(tried, `trial${number}`);
        await liveThrough(trial, without(life, Object.keys(life.motoForgets ?? {})));
      },
    );
  },
);

async function account(id: string): Promise<TriedAccount> {
  const region = "us-west-2";
  const { plugin, ...client } = await motoAccount(id);
  const { clients } = connect({ region, client, plugins: [plugin] });
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
    account: id,
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
