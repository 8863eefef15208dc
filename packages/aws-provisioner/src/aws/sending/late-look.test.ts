import { type Agent, createServer, request as plainRequest, type RequestOptions } from "node:http";
import { createServer as createSecureServer, request as secureRequest } from "node:https";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { makeAuthority, signCertificate } from "../authority.ts";
import { connect } from "../clients.ts";
import { lookingAgents, lookingLate } from "./late-look.ts";

const now = Date.now();
const authority = await makeAuthority("late-look", 2, now);
const { certificate: cert, key } = await signCertificate(
  authority,
  { commonName: "localhost", addresses: ["127.0.0.1"], names: ["localhost"], usages: ["server"], days: 1 },
  now,
);
const forbidden = new Error("not now");
const over: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of over.splice(0)) await end();
});

/** A server, with what it has seen of connections and requests. */
async function serving(scheme: "http" | "https", answer = "") {
  const seen = { connections: 0, requests: 0 };
  const server = scheme === "http" ? createServer() : createSecureServer({ cert, key });
  server.on(scheme === "http" ? "connection" : "secureConnection", () => (seen.connections += 1));
  server.on("request", (incoming, outgoing) => {
    seen.requests += 1;
    incoming.resume();
    outgoing.setHeader("x-amzn-requestid", "1").end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  over.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  const { httpAgent, httpsAgent } = lookingAgents();
  over.push(() => [httpAgent, httpsAgent].map((agent) => agent.destroy()));
  const agent: Agent = scheme === "http" ? httpAgent : httpsAgent;
  const post = (options: RequestOptions = {}): Promise<string> =>
    new Promise((resolve, reject) => {
      const send = scheme === "http" ? plainRequest : secureRequest;
      const given = { agent, ca: authority.certificate, host: "127.0.0.1", port, method: "POST", ...options };
      const sent = send(given, (incoming) => incoming.resume().once("end", () => resolve("answered")));
      sent.once("error", reject).end("Action=CreateVpc");
    });
  return { seen, port, post };
}

describe.each(["http", "https"] as const)("a request over %s that is looked at when it has its socket", (scheme) => {
  it("goes where it may, and those after it by the same connection", async () => {
    const { seen, post } = await serving(scheme);
    for (let time = 0; time < 3; time += 1) expect(await lookingLate(() => undefined, post)).toBe("answered");
    expect(seen).toEqual({ connections: 1, requests: 3 });
  });

  it("is not sent where it may no more when its connection is made", async () => {
    const { seen, post } = await serving(scheme);
    await expect(lookingLate(() => forbidden, post)).rejects.toBe(forbidden);
    expect(await post()).toBe("answered");
    expect(seen.requests).toBe(1);
  });

  it("is not sent by a connection that was there before, either", async () => {
    const { seen, post } = await serving(scheme);
    await post();
    await expect(lookingLate(() => forbidden, post)).rejects.toBe(forbidden);
    expect(seen).toEqual({ connections: 1, requests: 1 });
  });

  it("is not sent by a connection that it has waited for", async () => {
    const { seen, post } = await serving(scheme);
    const before = Array.from({ length: 50 }, () => post());
    await expect(lookingLate(() => forbidden, post)).rejects.toBe(forbidden);
    await Promise.all(before);
    expect(seen.requests).toBe(50);
  });

  it("is told of a connection that cannot be made, and may be given up while it is", async () => {
    const { seen, port, post } = await serving(scheme);
    const signal = AbortSignal.abort();
    await expect(
      lookingLate(
        () => undefined,
        () => post({ signal }),
      ),
    ).rejects.toMatchObject({ name: "AbortError" });
    for (const end of over.splice(0)) await end();
    await expect(
      lookingLate(
        () => undefined,
        () => post({ port }),
      ),
    ).rejects.toMatchObject({ code: "ECONNREFUSED" });
    expect(seen.requests).toBe(0);
  });
});

describe("a client of a run whose lease is over while a connection is made", () => {
  it("sends nothing that changes anything, and goes on to look", async () => {
    const { seen, port } = await serving("http", "<DescribeVpcsResponse><vpcSet/></DescribeVpcsResponse>");
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const client = { endpoint: `http://127.0.0.1:${port}`, credentials };
    const looks: boolean[] = [true, false];
    const lease = {
      isFresh: () => looks.shift() ?? false,
      untilFresh: async () => {},
      ends: new AbortController().signal,
      stop: () => {},
    };
    const { clients, close } = connect({ region: "us-west-2", client, patience: 0 }, { gate: { lease } });
    over.push(close);
    await expect(clients.ec2.createVpc({ CidrBlock: "10.0.0.0/16" })).rejects.toThrow("the lease of the cluster");
    expect([looks, seen.requests]).toEqual([[], 0]);
    await clients.ec2.describeVpcs();
    expect(seen.requests).toBe(1);
  });
});
