import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { type ServiceName, services } from "../services.ts";
import { hider } from "./hider.ts";
import { redact } from "./redact.ts";
import { operationSchema, type SdkSchema, shapeOf } from "./sdk-schema.ts";

const load = createRequire(import.meta.url);

const clients: Readonly<Record<ServiceName, string>> = {
  autoScaling: "auto-scaling",
  balancing: "elastic-load-balancing-v2",
  ec2: "ec2",
  iam: "iam",
  route53: "route-53",
  s3: "s3",
  secretsManager: "secrets-manager",
  ssm: "ssm",
  sts: "sts",
  tagging: "resource-groups-tagging-api",
};

function schemaOf(service: ServiceName, operation: string) {
  const sdk = load(`@aws-sdk/client-${clients[service]}`) as Record<string, new (input: object) => object>;
  const schema = operationSchema(new sdk[`${operation}Command`]!({}));
  if (schema === undefined) throw new Error(`the SDK shows no schema of ${operation}`);
  return schema;
}

/** What a log says of a value, with each stand-in by its number. */
function said(service: ServiceName, operation: string, part: "input" | "output", value: object): unknown {
  const text = JSON.stringify(redact(schemaOf(service, operation)[part], value, hider()));
  const marks = [...new Set(text.match(/hidden:[0-9a-f]{20}/g))];
  return JSON.parse(marks.reduce((left, mark, at) => left.replaceAll(mark, `#${at + 1}`), text));
}

/** Where a schema marks something as sensitive: `CreateSecretRequest.SecretString`. */
function markedIn(schema: SdkSchema, seen = new Set<unknown>()): string[] {
  const shape = shapeOf(schema);
  if (shape.kind === "list" || shape.kind === "map") return markedIn(shape.item.schema, seen);
  if (shape.kind !== "structure" || seen.has(shape)) return [];
  seen.add(shape);
  return [...shape.members].flatMap(([name, member]) =>
    member.isSensitive ? [`${shape.name}.${name}`] : markedIn(member.schema, seen),
  );
}

describe("what AWS's models mark", () => {
  it.each<[ServiceName, string, "input" | "output", readonly string[]]>([
    [
      "secretsManager",
      "CreateSecret",
      "input",
      ["CreateSecretRequest.SecretBinary", "CreateSecretRequest.SecretString"],
    ],
    [
      "secretsManager",
      "PutSecretValue",
      "input",
      [
        "PutSecretValueRequest.SecretBinary",
        "PutSecretValueRequest.SecretString",
        "PutSecretValueRequest.RotationToken",
      ],
    ],
    [
      "secretsManager",
      "UpdateSecret",
      "input",
      ["UpdateSecretRequest.SecretBinary", "UpdateSecretRequest.SecretString"],
    ],
    [
      "secretsManager",
      "GetSecretValue",
      "output",
      ["GetSecretValueResponse.SecretBinary", "GetSecretValueResponse.SecretString"],
    ],
    [
      "secretsManager",
      "BatchGetSecretValue",
      "output",
      ["SecretValueEntry.SecretBinary", "SecretValueEntry.SecretString"],
    ],
    ["secretsManager", "GetRandomPassword", "output", ["GetRandomPasswordResponse.RandomPassword"]],
    ["ssm", "PutParameter", "input", ["PutParameterRequest.Value"]],
    ["ssm", "GetParametersByPath", "output", ["Parameter.Value"]],
    ["ec2", "RunInstances", "input", ["RunInstancesRequest.UserData"]],
    ["ec2", "CreateLaunchTemplate", "input", ["RequestLaunchTemplateData.UserData"]],
    ["ec2", "CreateLaunchTemplateVersion", "input", ["RequestLaunchTemplateData.UserData"]],
    ["ec2", "DescribeLaunchTemplateVersions", "output", ["ResponseLaunchTemplateData.UserData"]],
    ["ec2", "CreateKeyPair", "output", ["KeyPair.KeyMaterial"]],
    ["ec2", "GetPasswordData", "output", ["GetPasswordDataResult.PasswordData"]],
  ])("in %s %s, the %s, is read off the SDK's schemas", (service, operation, part, marked) => {
    expect(markedIn(schemaOf(service, operation)[part])).toEqual(marked);
  });

  it("is there to be read for every service that Drydock calls", () => {
    for (const service of Object.keys(services) as ServiceName[]) {
      const sdk = load(`@aws-sdk/client-${clients[service]}`) as Record<string, unknown>;
      const commands = Object.keys(sdk).filter((name) => /\w+Command$/.test(name) && name !== "$Command");
      const unread = commands.filter((name) => {
        const schema = operationSchema(new (sdk[name] as new (input: object) => object)({}));
        return schema === undefined || [schema.input, schema.output].some((part) => shapeOf(part).kind !== "structure");
      });
      expect({ service, unread }).toEqual({ service, unread: [] });
      expect(commands.length).toBeGreaterThan(7);
    }
  });
});

describe("a call in a log", () => {
  it("hides what is marked, keeps which are equal, and shows all else", () => {
    const input = { Name: "harbour/token", SecretString: "s3cret", Tags: [{ Key: "Name", Value: "token" }] };
    expect(said("secretsManager", "CreateSecret", "input", input)).toEqual({ ...input, SecretString: "#1" });
    const values = [
      { Name: "a", SecretString: "one" },
      { Name: "b", SecretString: "two" },
      { Name: "c", SecretString: "one" },
    ];
    expect(said("secretsManager", "BatchGetSecretValue", "output", { SecretValues: values })).toEqual({
      SecretValues: [
        { Name: "a", SecretString: "#1" },
        { Name: "b", SecretString: "#2" },
        { Name: "c", SecretString: "#1" },
      ],
    });
  });

  it("hides bytes, gives times, and leaves out what the model does not know", () => {
    const output = {
      ARN: "arn",
      SecretBinary: new TextEncoder().encode("s3cret"),
      CreatedDate: new Date(0),
      $metadata: { httpStatusCode: 200 },
      Unheard: "of",
    };
    expect(said("secretsManager", "GetSecretValue", "output", output)).toEqual({
      ARN: "arn",
      SecretBinary: { $bytes: "#1" },
      CreatedDate: { $date: "1970-01-01T00:00:00.000Z" },
    });
    expect(said("s3", "PutObject", "input", { Bucket: "b", Key: "k", Body: "text" })).toEqual({
      Bucket: "b",
      Key: "k",
      Body: "#1",
    });
    expect(said("s3", "GetObject", "output", { Body: { transformToString: () => "" } })).toEqual({
      Body: { $bytes: "#1" },
    });
  });

  it("hides what no model marks", () => {
    const data = { InstanceId: "i-1", UserData: { Value: "e30=" } };
    expect(said("ec2", "DescribeInstanceAttribute", "output", data)).toEqual({ InstanceId: "i-1", UserData: "#1" });
    expect(said("ec2", "GetConsoleOutput", "output", { InstanceId: "i-1", Output: "bG9n" })).toEqual({
      InstanceId: "i-1",
      Output: "#1",
    });
    const Credentials = { AccessKeyId: "ASIA", SecretAccessKey: "key", SessionToken: "token" };
    expect(said("sts", "AssumeRole", "output", { Credentials })).toEqual({
      Credentials: { AccessKeyId: "#1", SecretAccessKey: "#2", SessionToken: "#3" },
    });
    const Tags = [
      { Key: "drydock:etcd-token", Value: "0a1b" },
      { Key: "Name", Value: "etcd" },
    ];
    expect(said("autoScaling", "DescribeAutoScalingGroups", "output", { AutoScalingGroups: [{ Tags }] })).toEqual({
      AutoScalingGroups: [
        {
          Tags: [
            { Key: "drydock:etcd-token", Value: "#1" },
            { Key: "Name", Value: "etcd" },
          ],
        },
      ],
    });
  });

  it("has a secret that it hid hidden in what comes later, too", () => {
    const hides = hider();
    const { input } = schemaOf("secretsManager", "CreateSecret");
    redact(input, { Name: "token", SecretString: "correct horse" }, hides, true);
    expect(hides.text("the battery of a correct horse")).toMatch(/^hidden:\w{20}$/);
    expect(hides.message("no correct horse here")).toMatch(/^no hidden:\w{20} here$/);
  });

  it("shows AWS's own parameters, and no others", () => {
    const Parameters = [
      { Name: "/aws/service/canonical/ubuntu/ami-id", Value: "ami-1" },
      { Name: "/drydock/harbour/token", Value: "0a1b" },
    ];
    expect(said("ssm", "GetParameters", "output", { Parameters })).toEqual({
      Parameters: [Parameters[0], { Name: "/drydock/harbour/token", Value: "#1" }],
    });
  });
});

describe("a text in a log", () => {
  const url = "https://b.s3.amazonaws.com/k?X-Amz-Expires=60&X-Amz-Security-Token=IQoJb3&X-Amz-Signature=0a1b2c";

  it("has no presigned query, no private key and no shared secret of a policy", () => {
    const { text } = hider();
    expect(text(url)).toMatch(
      /^https:\/\/b\.s3\.amazonaws\.com\/k\?X-Amz-Expires=60&X-Amz-Security-Token=hidden:\w{20}&X-Amz-Signature=hidden:\w{20}$/,
    );
    expect(text("a -----BEGIN EC PRIVATE KEY-----\nMHcC\n")).toMatch(/^hidden:\w{20}$/);
    const policy = { Statement: [{ Condition: { StringEquals: { "sts:ExternalId": ["theirs", "ours"] } } }] };
    const [plain, encoded] = [JSON.stringify(policy), encodeURIComponent(JSON.stringify(policy))].map(text);
    expect(plain).toMatch(
      /^\{"Statement":\[\{"Condition":\{"StringEquals":\{"sts:ExternalId":\["hidden:\w{20}","hidden:\w{20}"\]\}\}\}\]\}$/,
    );
    expect(decodeURIComponent(encoded!)).toBe(plain);
    expect(text('{"sts:ExternalId": ')).toMatch(/^hidden:\w{20}$/);
    expect(text("arn:aws:iam::123456789012:role/drydock/us-west-2/harbour/web")).toBe(
      "arn:aws:iam::123456789012:role/drydock/us-west-2/harbour/web",
    );
  });

  it.each([
    ["plain", (secret: string) => secret],
    ["base64", (secret: string) => Buffer.from(secret).toString("base64")],
    ["base64 after one byte", (secret: string) => Buffer.from(`:${secret}`).toString("base64")],
    ["base64 after two bytes, and before others", (secret: string) => Buffer.from(`::${secret};;`).toString("base64")],
    ["base64 for addresses", (secret: string) => Buffer.from(secret).toString("base64url")],
    ["hexadecimal", (secret: string) => Buffer.from(secret).toString("hex")],
    ["in an address", encodeURIComponent],
    ["in JSON", (secret: string) => JSON.stringify({ secret })],
  ])("has nothing that was hidden elsewhere, %s", (_, encode) => {
    const secret = 'pa"ss w/o+rd?ÿ>~';
    const { keep, text, message } = hider();
    const said = `it is ${encode(secret)}, he said`;
    expect(text(said)).toBe(said);
    keep(secret);
    expect(text(said)).toMatch(/^hidden:\w{20}$/);
    expect(message(said)).not.toContain(encode(secret));
    expect(message(said)).toMatch(/hidden:\w{20}|\[redacted\]/);
  });
});
