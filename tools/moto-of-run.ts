import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { type Moto, startMoto } from "./moto.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where a test asks for the run's moto: the answer is its endpoint. */
    motoOfRun: string;
  }
}

/** One moto for all files of a run, started when the first of them asks for it and ended with the run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let moto: Promise<Moto> | undefined;
  const desk = createServer((_, response) => {
    moto ??= startMoto();
    moto.then(
      ({ endpoint }) => response.end(endpoint),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  }).listen(0, "127.0.0.1");
  await once(desk, "listening");
  project.provide("motoOfRun", `http://127.0.0.1:${(desk.address() as AddressInfo).port}`);
  return async () => {
    desk.close();
    desk.closeAllConnections();
    await (await moto?.catch(() => undefined))?.stop();
  };
}
