import { InvalidRequestException, ResourceNotFoundException } from "@aws-sdk/client-secrets-manager";
import { expect } from "vitest";
import { motoAccount } from "../../../../tools/moto-account.ts";
import { addresses } from "../addresses.ts";
import { onlookers, standing } from "../standing.ts";
import { type CountingFront, countingFront } from "./counting-front.ts";
import type { Deed } from "./deeds.ts";
import { sharedTime } from "./shared-time.ts";
import { type Started, start } from "./start.ts";

/** Milliseconds for which a front keeps a request: long enough for a process to die meanwhile. */
const kept = 15;

const tokens = { TOKEN: "a-token-of-theirs-at-first", OTHER_TOKEN: "another-token-of-theirs" };

/** Starts processes on one cluster, hears what they say, and looks at the account by clients of its own. */
export type Onlooker = Awaited<ReturnType<typeof onlooker>>;

export async function onlooker(account: string) {
  const moto = await motoAccount(account);
  const clients = onlookers("us-west-2", moto);
  const before = await standing(clients);
  const values = new Set(Object.values(tokens));
  const time = sharedTime();
  const fronts: CountingFront[] = [];
  const started: Started[] = [];

  /** Remembers what is kept secret now. */
  const rememberValues = async () => {
    const { SecretList = [] } = await clients.secrets.listSecrets({});
    for (const { ARN } of SecretList) {
      // What a process asked for before it died may come to pass only now.
      const { SecretString } = await clients.secrets.getSecretValue({ SecretId: ARN }).catch(unlessGone);
      // A document is looked for by its lines, since whoever prints it may wrap it in another way.
      for (const line of SecretString?.split(/\\n|\n/) ?? []) if (/^[^-]{16,}/.test(line)) values.add(line);
    }
  };

  return {
    /** A process, with the way by which it goes to the account. */
    async start(deed: Deed, forgets = false) {
      const front = await countingFront({ endpoint: moto.endpoint, time, delay: kept, forgets });
      fronts.push(front);
      const one = await start(deed, front, account, tokens);
      started.push(one);
      return { ...one, front };
    },
    rememberValues,
    /** That a process has done its deed, which is what the account shows. */
    async expectDone(one: Started, deed: Deed) {
      expect(one.text()).toContain("left to do: 0");
      const after = await standing(clients);
      if (deed === "destroy") expect(after).toEqual(before);
      else expect(severalOf(await addresses(clients, after))).toEqual([]);
      await rememberValues();
    },
    /** Ends its time. */
    leave: () => time.close(),
    /** A part of the cluster's life, after which no process of it is there, and none has said a secret. */
    async tell(part: string, events: () => Promise<void>) {
      const said = () => started.map(({ text }, at) => `--- process ${at + 1}\n${text()}`).join("\n");
      try {
        await events();
        expect([...values].filter((value) => said().includes(value)).length).toBe(0);
      } catch (error) {
        throw new Error(`${part}: ${String(error)}\n${said()}`, { cause: error });
      } finally {
        const all = started.splice(0);
        for (const { signal } of all) signal("SIGKILL");
        await Promise.all(all.map(({ ended }) => ended));
        await Promise.all(fronts.splice(0).map((front) => front.close()));
      }
    },
  };
}

function unlessGone(error: unknown): { readonly SecretString?: string } {
  if (error instanceof ResourceNotFoundException || error instanceof InvalidRequestException) return {};
  throw error;
}

/** The addresses that more than one thing bears. */
function severalOf(borne: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const several = Object.entries(borne).filter(([, ids]) => ids.length > 1);
  return several.map(([address, ids]) => `${address}: ${ids.join(", ")}`);
}
