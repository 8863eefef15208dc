import { once } from "node:events";
import { createServer, type IncomingMessage, request as ask } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as pass } from "node:timers/promises";
import { ofException } from "../../../../tools/moto-exceptions.ts";
import type { SharedTime } from "./shared-time.ts";

/** A server in front of another one, which answers later, and counts what comes to change something. */
export interface CountingFront {
  readonly url: string;
  /** The time of the processes that come to it. */
  readonly time: SharedTime;
  /** What came to change the account, in order; the ledger's own writes are not among it. */
  readonly changes: readonly string[];
  /** Resolves when so many changes have come. */
  reached(count: number): Promise<void>;
  close(): Promise<void>;
}

const looks = /^(?:Describe|(?:Batch)?Get|List)/;

/** What a run asks for; undefined for what is S3's, of which there is only the ledger. */
function operationOf({ headers, method = "", url = "" }: IncomingMessage, body: Buffer): string | undefined {
  if (headers[ofException] !== undefined) return undefined;
  const target = headers["x-amz-target"];
  if (typeof target === "string") return target.slice(target.lastIndexOf(".") + 1);
  if (url.startsWith("/2013-04-01/")) return method === "GET" ? "Get" : `${method} of Route 53`;
  return new URLSearchParams(body.toString("latin1")).get("Action") ?? undefined;
}

interface FrontInput {
  readonly endpoint: string;
  readonly time: SharedTime;
  /** Milliseconds for which it keeps each request. */
  readonly delay: number;
  /** Whether what it keeps of a process that dies meanwhile is never heard. */
  readonly forgets?: boolean;
}

export async function countingFront({ endpoint, time, delay, forgets = false }: FrontInput): Promise<CountingFront> {
  const changes: string[] = [];
  let waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    void time.whileAsking(new Promise<void>((resolve) => response.once("close", resolve)));
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
    time,
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
