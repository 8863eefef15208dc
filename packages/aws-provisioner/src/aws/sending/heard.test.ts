import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { EC2 } from "@aws-sdk/client-ec2";
import { SecretsManager } from "@aws-sdk/client-secrets-manager";
import { describe, expect, it } from "vitest";
import { type Call, callOf } from "./call.ts";
import { hearingOf, isAnswer } from "./heard.ts";

const page = "<html><body>log in</body></html>";

/** What a peer that is not AWS, or is in trouble, says to any request. */
const peers: Readonly<Record<string, RequestListener>> = {
  "a proxy's 502 in HTML": (_, answer) => answer.writeHead(502).end(page),
  "a proxy's 503 that is no XML": (_, answer) => answer.writeHead(503).end("<html><p>down</html>"),
  "a proxy's 504 without a body": (_, answer) => answer.writeHead(504).end(),
  "a login page by 200": (_, answer) => answer.writeHead(200, { "content-type": "text/html" }).end(page),
  "a login page by 302": (_, answer) => answer.writeHead(302, { location: "http://127.0.0.1:9/" }).end(page),
  "a proxy that wants a password": (_, answer) => answer.writeHead(407).end(page),
  "nothing, by 200": (_, answer) => answer.writeHead(200).end(),
  "half of an answer": (_, answer) => {
    answer.writeHead(200, { "content-length": "1000", "x-amzn-requestid": "r" });
    answer.write("<DescribeVpcsResponse>");
    setTimeout(() => answer.destroy(), 20);
  },
  "a body that is cut": (_, answer) => answer.writeHead(200, { "x-amzn-requestid": "r" }).end("<DescribeVpcsRe"),
  "a reset": (request) => void request.socket.resetAndDestroy(),
  "AWS's refusal": (request, answer) => {
    const isXml = request.headers["x-amz-target"] === undefined;
    const xml =
      "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no</Message></Error></Errors></Response>";
    const json = '{"__type":"AccessDeniedException","Message":"no"}';
    answer.writeHead(isXml ? 403 : 400, { "x-amzn-requestid": "r" }).end(isXml ? xml : json);
  },
  "AWS's answer": (request, answer) => {
    const isXml = request.headers["x-amz-target"] === undefined;
    const xml =
      '<DescribeVpcsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><vpcSet/></DescribeVpcsResponse>';
    answer.writeHead(200, { "x-amzn-requestid": "r" }).end(isXml ? xml : '{"SecretList":[]}');
  },
};

async function heardFrom(listener: RequestListener): Promise<readonly string[]> {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const options = { endpoint, credentials, region: "us-west-2", maxAttempts: 1 };
  const [ec2, secrets] = [new EC2(options), new SecretsManager(options)];
  const asked: readonly (readonly [Call, () => Promise<unknown>])[] = [
    [{ service: "ec2", operation: "DescribeVpcs", members: ["NextToken", "Vpcs"] }, () => ec2.describeVpcs({})],
    [
      { service: "secretsManager", operation: "ListSecrets", members: ["SecretList", "NextToken"] },
      () => secrets.listSecrets({}),
    ],
  ];
  try {
    return await Promise.all(
      asked.map(([call, ask]) =>
        ask().then(
          (output) => (isAnswer(call, output) ? "answered" : "no answer"),
          (error: unknown) => hearingOf(error),
        ),
      ),
    );
  } finally {
    for (const client of [ec2, secrets]) client.destroy();
    server.closeAllConnections();
    server.close();
  }
}

describe("what the SDK makes of", () => {
  it.each([
    ["a proxy's 502 in HTML", "unknown", "unknown"],
    ["a proxy's 503 that is no XML", "unknown", "unknown"],
    ["a proxy's 504 without a body", "unknown", "unknown"],
    ["a login page by 200", "no answer", "unknown"],
    ["a login page by 302", "unknown", "unknown"],
    ["a proxy that wants a password", "unknown", "unknown"],
    ["nothing, by 200", "no answer", "no answer"],
    ["half of an answer", "unknown", "unknown"],
    ["a body that is cut", "unknown", "unknown"],
    ["a reset", "unknown", "unknown"],
    ["AWS's refusal", "refused", "refused"],
    ["AWS's answer", "answered", "answered"],
  ])("%s", async (what, ...expected) => {
    const listener = peers[what];
    if (listener === undefined) throw new Error(`there is no peer ${what}`);
    expect(await heardFrom(listener)).toEqual(expected);
  });
});

it("a peer that is not there has heard nothing", async () => {
  const ec2 = new EC2({
    endpoint: "http://127.0.0.1:1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    region: "us-west-2",
    maxAttempts: 1,
  });
  expect(await ec2.describeVpcs({}).catch(hearingOf)).toBe("not-sent");
});

it.each([
  [new Error("Region is missing"), "refused"],
  [Object.assign(new Error("no such host"), { code: "ENOTFOUND" }), "not-sent"],
  [Object.assign(new Error("self-signed"), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }), "not-sent"],
  [Object.assign(new Error("silent"), { name: "TimeoutError" }), "unknown"],
  ["thrown by somebody", "unknown"],
])("%s is %s", (error, hearing) => expect(hearingOf(error)).toBe(hearing));

it("a call knows the members of its answer by the SDK's own schema", () => {
  class DescribeVpcsCommand {
    readonly schema = [
      9,
      "com.amazonaws.ec2",
      "DescribeVpcs",
      0,
      () => [],
      () => [3, "", "", 0, ["NextToken", "Vpcs"], []],
    ];
  }
  expect(callOf("ec2", new DescribeVpcsCommand())).toEqual({
    service: "ec2",
    operation: "DescribeVpcs",
    members: ["NextToken", "Vpcs"],
    input: {},
  });
});
