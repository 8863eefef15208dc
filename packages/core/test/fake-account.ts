import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isSigned } from "./sigv4.ts";

const accessKey = "ASIAEXAMPLEKEY12345";
const secretKey = 'wJalr/XUtn+FEMI"K7\\MDENG=bPxRfiCYEXAMPLEKEY';
const sessionToken = 'IQoJb3JpZ2lu/X2Vj+EXAMPLE=="\\token';

/** What the metadata service and four AWS services of a test know. */
export interface FakeAccount {
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly metadata: Map<string, string>;
  readonly secrets: Map<string, { readonly SecretString: string } | { readonly SecretBinary: string }>;
  readonly parameters: Map<string, string>;
  /** Volume id to the instance that holds it. */
  readonly attachments: Map<string, { readonly instance: string; readonly device: string }>;
  /**
   * Whether the group `fleet-web` waits for this instance, by its hook `drydock-drain`, and how many calls to
   * it are denied before.
   */
  readonly group: { waits: boolean; denies: number };
  /** Requests in order: `GET meta-data/instance-id`, `secretsmanager.GetSecretValue`. */
  readonly calls: string[];
  /** Requests that fail before the next one is answered; each is one status. */
  readonly failures: number[];
  /** Has something happen once a request was answered for the `nth` time: what comes late, comes by count. */
  after(call: string, nth: number, happens: () => void): void;
  close(): Promise<void>;
}

/** A metadata service that demands IMDSv2, and AWS services that check every signature, on loopback. */
export async function fakeAccount(tags: Readonly<Record<string, string>> = {}): Promise<FakeAccount> {
  const metadata = new Map([
    ["meta-data/instance-id", "i-0123456789abcdef0"],
    ["meta-data/instance-type", "t3.small"],
    ["meta-data/local-ipv4", "10.10.3.100"],
    ["meta-data/local-hostname", "ip-10-10-3-100.us-west-2.compute.internal"],
    ["meta-data/placement/availability-zone", "us-west-2a"],
    ["meta-data/placement/region", "us-west-2"],
    ["meta-data/services/domain", "amazonaws.com"],
    ["meta-data/iam/security-credentials/", "fleet-etcd"],
    [
      "meta-data/iam/security-credentials/fleet-etcd",
      JSON.stringify({ AccessKeyId: accessKey, SecretAccessKey: secretKey, Token: sessionToken }),
    ],
    ...Object.entries(tags).map(([key, value]) => [`meta-data/tags/instance/${key}`, value] as const),
  ]);
  if (Object.keys(tags).length > 0) metadata.set("meta-data/tags/instance/", Object.keys(tags).join("\n"));
  const account = {
    metadata,
    secrets: new Map<string, { readonly SecretString: string } | { readonly SecretBinary: string }>(),
    parameters: new Map<string, string>(),
    attachments: new Map<string, { readonly instance: string; readonly device: string }>(),
    group: { waits: false, denies: 0 },
    calls: [] as string[],
    failures: [] as number[],
    late: [] as Late[],
  };
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString("latin1")));
    request.on("end", () => answer(account, request, body, response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const environment = {
    AWS_EC2_METADATA_SERVICE_ENDPOINT: url,
    AWS_ENDPOINT_URL: url,
    DRYDOCK_REGION: "us-west-2",
    DRYDOCK_DOMAIN: "amazonaws.com",
    DRYDOCK_INSTANCE_ID: "i-0123456789abcdef0",
    DRYDOCK_PAUSE: "0.05",
  };
  const { late, ...known } = account;
  return {
    ...known,
    url,
    environment,
    after: (call, nth, happens) => void late.push({ call, nth, happens }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

interface Late {
  readonly call: string;
  readonly nth: number;
  readonly happens: () => void;
}

type Known = Omit<FakeAccount, "url" | "environment" | "after" | "close"> & { readonly late: readonly Late[] };

function noteCall({ calls, late }: Known, call: string): void {
  calls.push(call);
  const count = calls.filter((each) => each === call).length;
  for (const each of late) if (each.call === call && each.nth === count) setImmediate(each.happens);
}

function answer(account: Known, request: IncomingMessage, body: string, response: ServerResponse): void {
  const say = (status: number, text: string): void => void response.writeHead(status).end(text);
  const failure = account.failures.shift();
  if (failure !== undefined) return say(failure, '{"__type":"InternalFailure","message":"a fault of the test"}');
  if (request.url?.startsWith("/latest/") === true) return say(...metadataAnswer(account, request));
  if (!isSigned(request, body, secretKey)) return say(403, '{"__type":"InvalidSignatureException"}');
  if (request.headers["x-amz-security-token"] !== sessionToken)
    return say(403, '{"__type":"UnrecognizedClientException"}');
  const target = String(request.headers["x-amz-target"] ?? new URLSearchParams(body).get("Action"));
  noteCall(account, target);
  return say(...serviceAnswer(account, target, body));
}

function metadataAnswer(account: Known, { method, url = "", headers }: IncomingMessage): [number, string] {
  const path = url.slice("/latest/".length);
  noteCall(account, `${method ?? ""} ${path}`);
  if (method === "PUT" && path === "api/token")
    return headers["x-aws-ec2-metadata-token-ttl-seconds"] === undefined ? [400, ""] : [200, "IMDS-TOKEN"];
  if (headers["x-aws-ec2-metadata-token"] !== "IMDS-TOKEN") return [401, ""];
  const value = account.metadata.get(path);
  return value === undefined ? [404, "not found"] : [200, value];
}

function serviceAnswer(account: Known, target: string, body: string): [number, string] {
  if (target.startsWith("secretsmanager")) {
    const secret = account.secrets.get(JSON.parse(body).SecretId);
    return secret === undefined
      ? [400, '{"__type":"ResourceNotFoundException","Message":"no such secret"}']
      : [200, JSON.stringify(secret)];
  }
  if (target.startsWith("AmazonSSM")) {
    const { Name: name, Value: value } = JSON.parse(body) as { Name: string; Value?: string };
    const known = account.parameters.get(name);
    if (value === undefined)
      return known === undefined
        ? [400, '{"__type":"ParameterNotFound"}']
        : [200, JSON.stringify({ Parameter: { Name: name, Value: known } })];
    if (known !== undefined) return [400, '{"__type":"ParameterAlreadyExists"}'];
    account.parameters.set(name, value);
    return [200, '{"Version":1}'];
  }
  return target.includes("Lifecycle")
    ? hookAnswer(account, new URLSearchParams(body))
    : volumeAnswer(account, new URLSearchParams(body));
}

/** The words of the refusals: convox/rack issue 2432. */
function hookAnswer({ group, metadata }: Known, query: URLSearchParams): [number, string] {
  if (group.denies > 0) {
    group.denies -= 1;
    return [403, "<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>"];
  }
  const id = query.get("InstanceId") ?? "";
  const refused = (message: string): [number, string] => [
    400,
    `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>${message}</Message></Error></ErrorResponse>`,
  ];
  const [hook, name, version] = ["LifecycleHookName", "AutoScalingGroupName", "Version"].map((key) => query.get(key));
  if (hook !== "drydock-drain" || name !== "fleet-web" || version !== "2011-01-01") return refused("no such hook");
  if (!group.waits || id !== metadata.get("meta-data/instance-id"))
    return refused(`No active Lifecycle Action found with instance ID ${id}`);
  const action = query.get("Action") ?? "";
  if (action === "CompleteLifecycleAction") {
    if (query.get("LifecycleActionResult") !== "CONTINUE") return refused("another result");
    group.waits = false;
  }
  return [200, `<${action}Response><${action}Result/></${action}Response>`];
}

function volumeAnswer({ attachments }: Known, query: URLSearchParams): [number, string] {
  const volume = query.get("VolumeId") ?? query.get("VolumeId.1") ?? "";
  const held = attachments.get(volume);
  if (query.get("Action") === "DescribeVolumes") {
    const mine = held !== undefined && held.instance === query.get("Filter.1.Value.1");
    const set = mine
      ? `<item><volumeId>${volume}</volumeId><attachmentSet><item><device>${held.device}</device></item></attachmentSet></item>`
      : "";
    return [200, `<DescribeVolumesResponse><volumeSet>${set}</volumeSet></DescribeVolumesResponse>`];
  }
  if (held !== undefined) return [400, "<Response><Errors><Error><Code>VolumeInUse</Code></Error></Errors></Response>"];
  attachments.set(volume, { instance: query.get("InstanceId") ?? "", device: query.get("Device") ?? "" });
  return [200, "<AttachVolumeResponse><status>attaching</status></AttachVolumeResponse>"];
}
