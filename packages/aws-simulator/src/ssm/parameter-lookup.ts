import type { Parameter } from "@aws-sdk/client-ssm";
import { publicImageParameters } from "../ec2/canned-images.ts";
import { arnOf } from "../request/arn.ts";
import type { Account } from "../state.ts";
import { notFound, ssmError } from "./errors.ts";
import { chosenVersion, type ParameterRecord, parameters, type ParameterVersion } from "./records/parameter.ts";

/** A parameter's ARN: the name follows `parameter`, with a slash between when it has none of its own. */
export function parameterArn({ region, accountId }: Account, name: string): string {
  const owner = name.startsWith("/aws/service/") ? "" : accountId;
  return arnOf({ region, accountId: owner }, "ssm", `parameter${name.startsWith("/") ? "" : "/"}${name}`);
}

// What SecureString answers with when decryption is not asked for: opaque, and different for each value.
function ciphertext({ value, number }: ParameterVersion): string {
  let mix = number + 1;
  const bytes = Uint8Array.from({ length: 96 }, (_, index) => {
    mix = (Math.imul(mix, 1_664_525) + (value.charCodeAt(index % value.length) || 0) + 1_013_904_223) >>> 0;
    return mix >>> 24;
  });
  return `AQICAHh${Buffer.from(bytes).toString("base64")}`;
}

/** A version of a parameter as answers show it. */
export function shownParameter(
  account: Account,
  parameter: ParameterRecord,
  version: ParameterVersion,
  decrypt: boolean,
): Parameter {
  return {
    Name: parameter.name,
    Type: parameter.type,
    Value: parameter.type === "SecureString" && !decrypt ? ciphertext(version) : version.value,
    Version: version.number,
    LastModifiedDate: new Date(version.modified),
    ARN: parameterArn(account, parameter.name),
    DataType: parameter.dataType,
  };
}

// A public parameter's own history is not modelled: its image stands since the account began.
function publicParameter(account: Account, name: string, value: string): Parameter {
  return {
    Name: name,
    Type: "String",
    Value: value,
    Version: 1,
    LastModifiedDate: new Date(0),
    ARN: parameterArn(account, name),
    DataType: "text",
  };
}

/** The public parameters under a path. */
export function publicParametersUnder(account: Account, path: string): Parameter[] {
  return [...publicImageParameters(account.region)]
    .filter(([name]) => name.startsWith(path))
    .map(([name, value]) => publicParameter(account, name, value));
}

/** The parameter that a name, ARN, `name:version` or `name:label` asks for. */
export function findParameter(account: Account, asked: string, decrypt: boolean): Parameter {
  const bare = asked.startsWith("arn:") ? asked.replace(/^(?:[^:]*:){5}parameter/, "") : asked;
  const [name = "", selector] = bare.split(":");
  const value = publicImageParameters(account.region).get(name);
  if (value !== undefined) return publicParameter(account, name, value);
  const parameter =
    account.of(parameters).get(name) ??
    (asked.startsWith("arn:") ? account.of(parameters).get(name.slice(1)) : undefined);
  if (parameter === undefined) throw notFound(asked);
  const version = chosenVersion(parameter, selector);
  if (version === undefined) {
    throw ssmError(
      "ParameterVersionNotFound",
      `Systems Manager could not find version ${selector} of ${name}. Verify the version and try again.`,
    );
  }
  return {
    ...shownParameter(account, parameter, version, decrypt),
    ...(selector !== undefined && { Selector: `:${selector}` }),
  };
}
