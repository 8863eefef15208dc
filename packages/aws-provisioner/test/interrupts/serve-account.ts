import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { deserialize, serialize } from "node:v8";
import type { SimulatedAccount } from "@drydock/aws-simulator";

/** One request, as the program sends it. */
export interface Asked {
  readonly service: string;
  readonly operation: string;
  readonly input: object;
}

/** What comes back: an output, or what AWS refuses with. */
export type Told = { readonly output: object } | { readonly refusal: object; readonly message: string };

/** Answers to an operation that are held back, though the account has done what was asked. */
interface Hold {
  /** Resolves when the first of them is. */
  readonly held: Promise<void>;
  /** Lets them go. */
  release(): void;
}

/** A simulated account that other processes talk to over loopback, and that outlives them. */
export interface ServedAccount {
  readonly url: string;
  /** Every request so far that changes something. */
  readonly changes: readonly string[];
  hold(operation: string): Hold;
  close(): Promise<void>;
}

export async function serveAccount(account: SimulatedAccount): Promise<ServedAccount> {
  const changes: string[] = [];
  const holds = new Map<string, { readonly arrived: () => void; readonly released: Promise<void> }>();
  const answer = async ({ service, operation, input }: Asked): Promise<Told> => {
    if (isChange(operation)) changes.push(operation);
    const told = await account.handle(service, operation, input).then(
      (output): Told => ({ output }),
      (error: Error): Told => ({ refusal: Object.assign({}, error, { name: error.name }), message: error.message }),
    );
    const hold = holds.get(operation);
    hold?.arrived();
    await hold?.released;
    return told;
  };
  const server = createServer((request, response) => {
    void buffer(request)
      .then((body) => answer(deserialize(body) as Asked))
      .then((told) => response.end(serialize(told)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    changes,
    hold(operation) {
      const [arrival, end] = [signalled(), signalled()];
      holds.set(operation, { arrived: arrival.fire, released: end.fired });
      const release = () => {
        holds.delete(operation);
        end.fire();
      };
      return { held: arrival.fired, release };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Whether an operation changes something. */
export function isChange(operation: string): boolean {
  return !/^(?:Describe|Get|List|BatchGet|Head)/.test(operation);
}

function signalled(): { readonly fired: Promise<void>; fire(): void } {
  let fire = () => {};
  const fired = new Promise<void>((resolve) => (fire = resolve));
  return { fired, fire };
}
