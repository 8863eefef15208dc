import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { deserialize, serialize } from "node:v8";
import type { SimulatedAccount } from "@drydock/aws-simulator";
import { type Holds, holds, isChange } from "./holds.ts";

/** One request, as the program sends it. */
export interface Asked {
  readonly service: string;
  readonly operation: string;
  readonly input: object;
}

/** What comes back: an output, or what AWS refuses with. */
export type Told = { readonly output: object } | { readonly refusal: object; readonly message: string };

/** A simulated account that other processes talk to over loopback, and that outlives them. */
export interface ServedAccount {
  readonly url: string;
  /** Every request so far that changes something. */
  readonly changes: readonly string[];
  readonly hold: Holds["hold"];
  close(): Promise<void>;
}

export async function serveAccount(account: SimulatedAccount): Promise<ServedAccount> {
  const changes: string[] = [];
  const { hold, passed } = holds();
  const answer = async ({ service, operation, input }: Asked): Promise<Told> => {
    if (isChange(operation)) changes.push(operation);
    const told = await account.handle(service, operation, input).then(
      (output): Told => ({ output }),
      (error: Error): Told => ({ refusal: Object.assign({}, error, { name: error.name }), message: error.message }),
    );
    await passed(operation);
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
    hold,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
