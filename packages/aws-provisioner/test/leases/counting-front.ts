import { once } from "node:events";
import { createServer, request as ask } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as pass } from "node:timers/promises";

/** A server in front of another one, which answers later, and counts what comes to change something. */
export interface CountingFront {
  readonly url: string;
  /** What came to change the account, in order; the ledger's own writes are not among it. */
  readonly changes: readonly string[];
  /** Resolves when so many changes have come. */
  reached(count: number): Promise<void>;
  close(): Promise<void>;
}

const looks = /^(?:Describe|Get|List)/;

export async function countingFront(endpoint: string, delay: number): Promise<CountingFront> {
  const changes: string[] = [];
  let waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then(async (body) => {
      // EC2 and STS name what they are asked in the body; of S3 there is only the ledger.
      const operation = new URLSearchParams(body.toString("latin1")).get("Action");
      if (operation !== null && !looks.test(operation)) {
        changes.push(operation);
        for (const { resolve } of waiting.filter(({ count }) => count <= changes.length)) resolve();
        waiting = waiting.filter(({ count }) => count > changes.length);
      }
      await pass(delay);
      const { method, headers, url = "/" } = request;
      const forwarded = ask(new URL(url, endpoint), { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      forwarded.on("error", () => response.destroy());
      forwarded.end(body);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    changes,
    reached: (count) =>
      changes.length >= count ? Promise.resolve() : new Promise((resolve) => void waiting.push({ count, resolve })),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
