import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { S3 } from "@aws-sdk/client-s3";
import { expect, it, vi } from "vitest";
import { ledgerBucket, makeLedgerBucket } from "../src/aws/ledger/ledger-bucket.ts";

/** What is asked of a server that takes everything, of which a client knows by the environment alone. */
async function askedBy(told: "environment" | "option"): Promise<readonly string[]> {
  const asked: string[] = [];
  const server = createServer((incoming, outgoing) => {
    asked.push(new URL(incoming.url ?? "/", "http://a").search);
    incoming.resume();
    outgoing.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  if (told === "environment") vi.stubEnv("AWS_ENDPOINT_URL", endpoint);
  const client = new S3({
    region: "us-west-2",
    forcePathStyle: true,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    ...(told === "option" && { endpoint }),
  });
  try {
    await makeLedgerBucket(client, ledgerBucket("123456789012", "us-west-2", {}));
  } finally {
    vi.unstubAllEnvs();
    client.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
  return asked;
}

it.each(["environment", "option"] as const)(
  "a ledger's bucket at an endpoint by plain HTTP, by the %s, is not kept for TLS alone",
  async (told) => {
    const asked = await askedBy(told);
    expect(asked).toContain("?versioning=");
    expect(asked.filter((query) => query.startsWith("?policy"))).toEqual([]);
  },
);
