import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { EC2 } from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { awsClock } from "./aws-clock.ts";

const answer =
  '<DescribeVpcsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><vpcSet/></DescribeVpcsResponse>';
const refusal =
  "<Response><Errors><Error><Code>RequestExpired</Code><Message>late</Message></Error></Errors></Response>";

interface Peer {
  readonly minutes: number;
  readonly status?: number;
  readonly isAws?: boolean;
}

/** The dates by which requests were signed, in minutes from now, to peers whose clocks are off by so much. */
async function signed(peers: readonly Peer[]) {
  const dates: number[] = [];
  const server = createServer((request, response) => {
    const { minutes, status = 200, isAws = true } = peers[dates.length] ?? { minutes: 0 };
    const [, year, month, day, hour, minute, second] =
      /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(request.headers["x-amz-date"])) ?? [];
    const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    dates.push(Math.round((at - Date.now()) / 60_000) + 0);
    response.writeHead(status, {
      date: new Date(Date.now() + minutes * 60_000).toUTCString(),
      ...(isAws && { "x-amzn-requestid": "r" }),
    });
    response.end(status === 200 ? answer : refusal);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ec2 = new EC2({ endpoint, credentials, region: "us-west-2", maxAttempts: 1 });
  const told: number[] = [];
  const clock = awsClock(Date.now, (seconds) => told.push(seconds));
  clock.govern(ec2);
  ec2.middlewareStack.use(clock.plugin as never);
  for (const _ of peers) await ec2.describeVpcs({}).catch(() => {});
  ec2.destroy();
  server.closeAllConnections();
  server.close();
  return { dates, told: told.map((seconds) => Math.round(seconds / 60)) };
}

describe("requests are signed by", () => {
  it.each<[string, readonly Peer[], readonly number[], readonly number[]]>([
    ["our own clock, where AWS's is the same", [{ minutes: 0 }, { minutes: 0 }], [0, 0], []],
    ["our own, where AWS's is off by less than a signature bears", [{ minutes: 0.5 }, { minutes: 0 }], [0, 0], []],
    ["AWS's, which is told once", [{ minutes: 42 }, { minutes: 42 }, { minutes: 42 }], [0, 42, 42], [42]],
    ["AWS's, by its refusals too", [{ minutes: -30, status: 403 }, { minutes: -30 }], [0, -30], [-30]],
    ["our own, whatever a proxy says", [{ minutes: 60, isAws: false }, { minutes: 0 }], [0, 0], []],
    [
      "AWS's still, when a proxy has said otherwise",
      [{ minutes: 42 }, { minutes: 0, isAws: false }, { minutes: 42 }],
      [0, 42, 42],
      [42],
    ],
  ])("%s", async (_, peers, dates, told) => {
    expect(await signed(peers)).toEqual({ dates, told });
  });
});
