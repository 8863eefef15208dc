import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { connect } from "../src/aws/clients.ts";
import { ledgerBucket } from "../src/aws/ledger/ledger-bucket.ts";
import { s3Store } from "../src/aws/ledger/s3-store.ts";

const error = (code: string, message: string, more = "") =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message>${more}<RequestId>R1</RequestId></Error>`;

/** As S3 answers whoever asks in another region than the bucket's (S3 API reference, "Error responses"). */
const answers = {
  "sends elsewhere, and names its region in a header": {
    status: 301,
    headers: { "x-amz-bucket-region": "eu-west-1" },
    body: error("PermanentRedirect", "use the endpoint", "<Bucket>ours</Bucket>"),
  },
  "sends elsewhere, and names an endpoint": {
    status: 301,
    headers: {},
    body: error("PermanentRedirect", "use the endpoint", "<Endpoint>ours.s3.eu-west-1.amazonaws.com</Endpoint>"),
  },
  "refuses the signature": {
    status: 400,
    headers: {},
    body: error(
      "AuthorizationHeaderMalformed",
      "the region 'us-west-2' is wrong; expecting 'eu-west-1'",
      "<Region>eu-west-1</Region>",
    ),
  },
} as const;

it.each(Object.entries(answers))(
  "a bucket that lies in another region is told with it where S3 %s",
  async (_, answer) => {
    const server = createServer((incoming, outgoing) => {
      incoming.resume();
      const headers = { "content-type": "application/xml", "x-amz-request-id": "R1", ...answer.headers };
      outgoing.writeHead(answer.status, headers).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const connected = connect({
      region: "us-west-2",
      patience: 0,
      client: {
        endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        credentials: { accessKeyId: "test", secretAccessKey: "test" },
      },
    });
    const client = connected.ledgerS3();
    client.config.forcePathStyle = true;
    const store = s3Store(
      {
        client,
        region: "us-west-2",
        account: async () => "123456789012",
        now: () => connected.now(),
        elapsed: () => connected.waits.now(),
        sleep: async () => {},
        patience: 0,
        signal: new AbortController().signal,
        nonce: () => "own",
      },
      async () => ledgerBucket("123456789012", "us-west-2", { bucket: "ours" }),
    );
    try {
      for (const asked of [store.get("records/a.json"), store.put("records/a.json", "{}", undefined)]) {
        await expect(asked).rejects.toMatchObject({
          code: "ledger-failed",
          hint:
            "Nothing was changed. The bucket ours lies in eu-west-1, and the cluster in us-west-2: " +
            "name a bucket that lies in us-west-2.",
        });
      }
    } finally {
      connected.close();
      await new Promise((resolve) => server.close(resolve));
    }
  },
);
