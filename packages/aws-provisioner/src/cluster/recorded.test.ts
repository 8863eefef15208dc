import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Fault, onCall, simulateAccount } from "@drydock/aws-simulator";
import { blueprint, etcd, machines, network, secret, workers } from "@drydock/core";
import { afterAll, describe, expect, it } from "vitest";
import type { FlightLog, LogSink } from "../aws/recording/flight-log.ts";
import { memoryLog } from "../aws/recording/memory-log.ts";
import type { RunEvent } from "../engine/event.ts";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { describeCluster } from "./describe-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";
import type { ApplyOptions } from "./options.ts";
import { planCluster } from "./plan-cluster.ts";

const folder = mkdtempSync(join(tmpdir(), "drydock-recorded-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, "token");
writeFileSync(file, "canary-of-a-file-0001");

const environment = {
  TOKEN: "canary-of-a-variable-0002",
  DOCKERCFG: JSON.stringify({
    "quay.io": { auth: Buffer.from("user:canary-of-docker-0003").toString("base64"), email: "a@b.c" },
  }),
};
const credentials = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "canary-of-a-key-0004",
  sessionToken: "canary-of-a-session-0005",
};

const harbour = (desired: number) =>
  blueprint("harbour", {
    network: network({ cidr: "10.1.0.0/16", zones: 3, nat: "single", dns: "harbour.internal" }),
    etcd: etcd({ addresses: ["10.1.3.10", "10.1.4.10", "10.1.5.10"], tls: "mutual" }),
    pools: {
      web: workers({
        subnets: "public",
        size: { min: 0, desired, max: 4 },
        expose: [{ port: 80 }],
        secrets: { token: "/etc/token", file: "/etc/file", made: "/etc/made" },
      }),
      queue: machines({ subnets: "public", count: 1 }),
    },
    secrets: {
      token: secret.text({ fromEnv: "TOKEN" }),
      file: secret.text({ fromFile: file }),
      made: secret.generated({ length: 32 }),
      dockerConfig: secret.dockerConfig({ fromEnv: "DOCKERCFG" }),
    },
  });

/** A refusal that repeats what it was asked, as some services and many proxies do. */
const repeats: Fault = ({ service, operation, input, nth }) =>
  nth === 1 && service === "SecretsManager" && operation === "CreateSecret"
    ? {
        kind: "refuse",
        code: "ThrottlingException",
        status: 400,
        message: `slow down: ${(input as { SecretString: string }).SecretString} by ${credentials.sessionToken}`,
      }
    : undefined;

interface Recorded {
  readonly text: string;
  readonly calls: ReturnType<typeof simulateAccount>["calls"];
}

/** A life with all that there is, recorded: made, looked at, changed, broken off and taken away. */
async function life(): Promise<Recorded> {
  const url = "https://b.s3.amazonaws.com/k?X-Amz-Signature=canary-of-a-signature-0006";
  const named = onCall("EC2.CreateSubnet", { kind: "refuse", code: "OddError", message: url }, { nth: 2 });
  const { connection, calls, handle } = simulateAccount({ seed: 1, latency: "typical", faults: [repeats, named] });
  const record = memoryLog();
  const options: ApplyOptions = {
    ...connection,
    client: { ...connection.client, credentials },
    environment,
    ledger: memoryLedger(),
    record,
  };
  await createCluster(harbour(1), options).result.catch(() => {});
  await createCluster(harbour(1), options);
  await describeCluster(harbour(1), options);
  // Somebody else's role, in the listing that Drydock's own stand in.
  const [statement] = [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }];
  const Condition = { StringEquals: { "sts:ExternalId": "canary-of-others-0007" } };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [{ ...statement, Condition }] });
  await handle("IAM", "CreateRole", { RoleName: "theirs", AssumeRolePolicyDocument });
  const renewed = { ...options, environment: { ...environment, TOKEN: "canary-of-a-variable-0008" } };
  await planCluster(harbour(2), renewed);
  await createCluster(harbour(2), renewed);
  await destroyCluster("harbour", { ...options, including: ["*"] });
  return { text: record.text(), calls };
}

/** A text with all that stands in it in base64, hexadecimal and gzip, however deep. */
function unpacked(text: string, depth = 3): string[] {
  if (depth === 0) return [text];
  const encoded = [
    ...[...text.matchAll(/[\w+/-]{16,}={0,2}/g)].map(([run]) => Buffer.from(run, "base64")),
    ...[...text.matchAll(/(?:[0-9a-f]{2}){8,}/gi)].map(([run]) => Buffer.from(run, "hex")),
  ].map((bytes) => (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipped(bytes) : bytes));
  return [text, ...encoded.flatMap((bytes) => unpacked(bytes.toString("latin1"), depth - 1))];
}

function gunzipped(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes);
  } catch {
    return bytes;
  }
}

/** Every text in a value, and in the JSON of a text. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") {
    try {
      const inner: unknown = JSON.parse(value);
      return typeof inner === "object" ? [value, ...textsIn(inner)] : [value];
    } catch {
      return [value];
    }
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The values of a member, wherever it stands in the inputs of calls. */
function membersOf(calls: Recorded["calls"], name: string): string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      if (key === name && typeof item === "string") found.push(item);
      else walk(item);
    }
  };
  for (const { input } of calls) walk(input);
  return [...new Set(found)];
}

describe("a log of a life with every kind of secret", async () => {
  const { text, calls } = await life();
  const layers = unpacked(text);
  const decoded = [...layers, ...layers.map((layer) => decodeURIComponent(layer.replace(/%(?![0-9a-f]{2})/gi, "%25")))];
  const whole = decoded.join("\n");

  function expectNowhere(values: readonly string[]): void {
    const found = values.filter((value) => whole.includes(value));
    expect(found.map((value) => whole.slice(whole.indexOf(value) - 80, whole.indexOf(value) + 80))).toEqual([]);
  }

  it("has the calls that wrote them, so that there was something to hide", () => {
    const operations = ["CreateSecret", "PutSecretValue", "CreateLaunchTemplate", "RunInstances", "PutParameter"];
    const told = [
      ...operations.map((name) => `"operation":"${name}"`),
      "its words are left out, as they quote the secret",
      "theirs",
    ];
    expect([...told, "X-Amz-Signature=hidden:"].filter((words) => !text.includes(words))).toEqual([]);
    expect(text.match(/"log":"drydock calls"/g)).toHaveLength(6);
  });

  it("has no value of a secret, of whatever kind, in any encoding", () => {
    const values = membersOf(calls, "SecretString").flatMap(textsIn);
    // A variable twice, a file, one that was made, one of docker, an authority and its certificates.
    expect(new Set(values).size).toBeGreaterThan(15);
    expect(values.filter((value) => value.includes("PRIVATE KEY")).length).toBeGreaterThan(4);
    expectNowhere(values.filter((value) => value !== "a@b.c"));
    expectNowhere(["PRIVATE KEY", "canary", "user:canary-of-docker-0003"]);
    // The body of a key without its frame, as somebody might cut it out.
    const keys = values.flatMap((value) => value.match(/(?<=PRIVATE KEY-----\n)[\w+/=]{40}/g) ?? []);
    expect(keys.length).toBeGreaterThan(4);
    expectNowhere(keys);
  });

  it("has no credentials, no session, no shared word of a policy and no presigned address", () => {
    expectNowhere([...Object.values(credentials), "canary-of-others-0007", "canary-of-a-signature-0006"]);
  });

  it("has no user data, packed or not, and no value of a parameter", () => {
    const userData = membersOf(calls, "UserData");
    expect(userData.length).toBeGreaterThan(4);
    const documents = userData.flatMap((packed) => unpacked(packed, 4));
    const lines = documents.flatMap((document) => document.match(/[\x20-\x7e]{40,}/g) ?? []);
    expect(lines.length).toBeGreaterThan(100);
    expectNowhere([...userData, ...new Set(lines)]);
    const values = calls.flatMap(({ operation, input }) =>
      operation === "PutParameter" ? [(input as { Value: string }).Value] : [],
    );
    expect(values.length).toBeGreaterThan(0);
    expectNowhere(values);
  });
});

describe("a run that is recorded", () => {
  const site = blueprint("site", { network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "none" }) });

  async function run(record: FlightLog | undefined, more: Partial<ApplyOptions> = {}) {
    const { connection, calls } = simulateAccount({ seed: 5, latency: "typical" });
    const options = { ...connection, ledger: memoryLedger(), ...(record && { record }), ...more };
    const going = createCluster(site, options);
    const events: RunEvent[] = [];
    for await (const event of going) events.push(event);
    const result = await going.result.catch((error: Error) => error.message);
    return { events, result, calls };
  }

  it("is the same as one that is not, call by call and event by event", async () => {
    expect(await run(memoryLog())).toEqual(await run(undefined));
  });

  it.each<[string, () => LogSink]>([
    [
      "throws when it begins",
      () => {
        throw new Error("EACCES");
      },
    ],
    [
      "is broken",
      () => ({ write: async () => Promise.reject(Object.assign(new Error("write EPIPE"), { code: "EPIPE" })) }),
    ],
    [
      "throws at once",
      () => ({
        write: () => {
          throw new Error("ENOSPC: no space left on device");
        },
      }),
    ],
    ["never ends", () => ({ write: () => new Promise<never>(() => {}) })],
    ["does not close", () => ({ write: async () => {}, close: async () => Promise.reject(new Error("EIO")) })],
  ])("goes on where the log %s, and says so once", async (_, begin) => {
    const { events, result } = await run({ begin });
    const plain = await run(undefined);
    expect(result).toEqual(plain.result);
    expect(events.filter(({ type }) => type !== "unrecorded")).toEqual(plain.events);
    expect(events.filter(({ type }) => type === "unrecorded")).toHaveLength(1);
  });

  it("has its log written when it is cancelled, with what was under way", async () => {
    const controller = new AbortController();
    const record = memoryLog();
    const { connection, clock } = simulateAccount({ seed: 5, latency: "typical" });
    void clock.sleep(2000).then(() => controller.abort(new Error("not now")));
    const cancelled = createCluster(site, { ...connection, record, signal: controller.signal }).result;
    await expect(cancelled).rejects.toThrow("not now");
    const lines = record
      .text()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.find(({ aborted }) => aborted)).toEqual({ t: 2000, aborted: true });
    expect(lines.at(-1)).toMatchObject({ over: true });
  });

  it("refuses a log that is none, before any call", async () => {
    const { result, calls } = await run({ write: async () => {} } as unknown as FlightLog);
    expect(result).toContain("a log of calls, as flightLog(path) is");
    expect(calls).toEqual([]);
  });
});
