import { once } from "node:events";
import { createServer, type IncomingMessage, request as ask } from "node:http";
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

const looks = /^(?:Describe|(?:Batch)?Get|List)/;

/** What a request asks for; undefined for what is S3's, of which there is only the ledger. */
function operationOf({ headers, method = "", url = "" }: IncomingMessage, body: Buffer): string | undefined {
  const target = headers["x-amz-target"];
  if (typeof target === "string") return target.slice(target.lastIndexOf(".") + 1);
  if (url.startsWith("/2013-04-01/")) return method === "GET" ? "Get" : `${method} of Route 53`;
  return new URLSearchParams(body.toString("latin1")).get("Action") ?? undefined;
}

/**
 * @param delay Milliseconds for which it keeps each request.
 * @param forgets Whether what it keeps of a process that dies meanwhile is never heard.
 */
export async function countingFront(endpoint: string, delay: number, forgets = false): Promise<CountingFront> {
  const changes: string[] = [];
  let waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then(async (body) => {
      const operation = operationOf(request, body);
      if (operation !== undefined && !looks.test(operation)) {
        changes.push(operation);
        for (const { resolve } of waiting.filter(({ count }) => count <= changes.length)) resolve();
        waiting = waiting.filter(({ count }) => count > changes.length);
      }
      await pass(delay);
      if (forgets && response.closed) return;
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
