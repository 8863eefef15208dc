import { Agent, createServer, request, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { ofException } from "../tools/moto-exceptions.ts";

/** Adds a fixed delay to every call on its way to a mock of AWS, and counts calls by action. */
export interface SlowProxy {
  readonly endpoint: string;
  /** Calls by `service:Action` since the last reset. */
  readonly calls: Map<string, number>;
  peak(): number;
  reset(): void;
  close(): Promise<void>;
}

export async function slowProxy(target: string, delay: number): Promise<SlowProxy> {
  const agent = new Agent({ keepAlive: true });
  const calls = new Map<string, number>();
  let inFlight = 0;
  let peak = 0;
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const body = Buffer.concat(chunks);
      const isOfRun = incoming.headers[ofException] === undefined;
      const action = actionOf(incoming, body);
      if (isOfRun) calls.set(action, (calls.get(action) ?? 0) + 1);
      peak = Math.max(peak, ++inFlight);
      const pass = () => {
        const forwarded = request(
          new URL(incoming.url ?? "/", target),
          { method: incoming.method, headers: incoming.headers, agent },
          (answer) => {
            outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
            answer.pipe(outgoing);
          },
        );
        forwarded.on("error", () => outgoing.writeHead(502).end());
        forwarded.end(body);
      };
      // What mends moto is no call that a run makes on AWS.
      setTimeout(pass, isOfRun ? delay : 0);
    });
    outgoing.on("close", () => inFlight--);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    calls,
    peak: () => peak,
    reset: () => {
      calls.clear();
      peak = 0;
    },
    close: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The action in the words of each protocol: a form field, a target header, or the method and path. */
function actionOf({ headers, method, url }: IncomingMessage, body: Buffer): string {
  const service = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? "")?.[1] ?? "?";
  const target = headers["x-amz-target"];
  if (typeof target === "string") return `${service}:${target.split(".").at(-1)}`;
  const form = /(?:^|&)Action=([A-Za-z]+)/.exec(body.toString("latin1"))?.[1];
  return form === undefined ? `${service}:${method} ${(url ?? "/").split("?")[0]}` : `${service}:${form}`;
}
