import { once } from "node:events";
import { createServer, request as ask } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { type Holds, holds } from "./holds.ts";

/** A server in front of another one that speaks EC2's protocol, which holds back what it is told to. */
export interface HeldBack {
  readonly url: string;
  /** Every operation so far, in order. */
  readonly asked: readonly string[];
  readonly hold: Holds["hold"];
  close(): Promise<void>;
}

export async function holdBack(endpoint: string): Promise<HeldBack> {
  const asked: string[] = [];
  const { hold, passed } = holds();
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const operation = new URLSearchParams(body.toString("latin1")).get("Action") ?? "";
      asked.push(operation);
      const { method, headers, url = "/" } = request;
      const forwarded = ask(new URL(url, endpoint), { method, headers }, (answer) => {
        void passed(operation).then(() => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        });
      });
      forwarded.end(body);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    hold,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
