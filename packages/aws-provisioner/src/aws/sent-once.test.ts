import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { isUnanswered } from "../engine/unanswered.ts";
import { connect } from "./clients.ts";

function refusal(code: string) {
  return `<Response><Errors><Error><Code>${code}</Code><Message>told</Message></Error></Errors></Response>`;
}

/** A server on loopback that does the same with every request, and how many the SDK sent. */
async function requestsTo(respond: (request: IncomingMessage, response: ServerResponse) => void, once: boolean) {
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    request.resume().on("end", () => respond(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = { endpoint: `http://127.0.0.1:${port}`, credentials, maxAttempts: 3 };
  const { clients, close } = connect({ region: "us-west-2", client }, once ? ["CreateVpc"] : []);
  const error: unknown = await clients.ec2.createVpc({ CidrBlock: "10.0.0.0/16" }).catch((thrown: unknown) => thrown);
  close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return { requests, unanswered: isUnanswered(error), error: String(error) };
}

describe("a command that is sent once", () => {
  const breakOff = (request: IncomingMessage) => request.socket.destroy();
  const fail = (code: string) => (_: IncomingMessage, response: ServerResponse) =>
    response.writeHead(503).end(refusal(code));

  it.each([
    ["a broken connection", breakOff],
    ["a server's failure", fail("InternalError")],
  ])("is left to the engine after %s, while the SDK on its own repeats it", async (_, respond) => {
    expect(await requestsTo(respond, true)).toMatchObject({ requests: 1, unanswered: true });
    expect((await requestsTo(respond, false)).requests).toBe(3);
  });

  it("is repeated by the SDK when it was refused for its rate, as any other", async () => {
    const { requests, error } = await requestsTo(fail("RequestLimitExceeded"), true);
    expect(requests).toBe(3);
    expect(error).toContain("RequestLimitExceeded");
  });
});
