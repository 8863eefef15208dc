import { createHash } from "node:crypto";
import type {
  CreateKeyPairCommandInput,
  CreateKeyPairCommandOutput,
  DeleteKeyPairCommandInput,
  DeleteKeyPairCommandOutput,
  DescribeKeyPairsCommandInput,
  DescribeKeyPairsCommandOutput,
  ImportKeyPairCommandInput,
  ImportKeyPairCommandOutput,
  KeyPairInfo,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Handler } from "../handler.ts";
import type { Account, Moment } from "../state.ts";
import { kinds } from "./kinds.ts";
import { listing } from "./listing.ts";
import { badValue, missing, required, stopIfDryRun } from "./refuse.ts";
import { isSeen, newResource, type Resource } from "./resource.ts";
import { ec2State } from "./state.ts";
import { tagList, tagsFor } from "./tags.ts";

/** A key pair; only its public half is kept. */
export interface KeyPair extends Resource {
  readonly name: string;
  readonly type: "rsa" | "ed25519";
  readonly fingerprint: string;
  readonly publicKey: string;
}

function pairs(account: Account): KeyPair[] {
  return [...account.of(ec2State).keyPairs.values()];
}

/** Refuses a name that no key pair has. */
export function checkKeyPair(moment: Moment, name: string): void {
  if (pairs(moment.account).some((pair) => pair.name === name && isSeen(pair, moment))) return;
  throw new AwsError("InvalidKeyPair.NotFound", `The key pair '${name}' does not exist`);
}

function checkNew({ account }: Moment, name: string): void {
  if (name.length > 255) throw badValue(name, "keyName", "Key names are limited to 255 characters.");
  if (pairs(account).some((pair) => pair.name === name)) {
    throw new AwsError("InvalidKeyPair.Duplicate", `The keypair '${name}' already exists.`);
  }
}

/** ImportKeyPair: an OpenSSH public key, RSA or ED25519; its fingerprint is computed from it. */
export const importKeyPair: Handler<ImportKeyPairCommandInput, ImportKeyPairCommandOutput> = (call) => {
  const { input, account } = call;
  const name = required(input, "KeyName");
  const text = Buffer.from(required(input, "PublicKeyMaterial")).toString("utf8").trim();
  const [, algorithm, body = ""] = /^(ssh-rsa|ssh-ed25519) ([A-Za-z0-9+/]+=*)( .*)?$/.exec(text) ?? [];
  const blob = Buffer.from(body, "base64");
  if (algorithm === undefined || blob.subarray(4, 4 + algorithm.length).toString() !== algorithm) {
    throw new AwsError("InvalidKey.Format", "Key is not in valid OpenSSH public key format");
  }
  checkNew(call, name);
  const tags = tagsFor("key-pair", input.TagSpecifications);
  stopIfDryRun(input);
  const type = algorithm === "ssh-rsa" ? "rsa" : "ed25519";
  const fingerprint =
    type === "rsa"
      ? (createHash("md5").update(blob).digest("hex").match(/../g) ?? []).join(":")
      : createHash("sha256").update(blob).digest("base64");
  const pair: KeyPair = { ...newResource(call, kinds.keyPair, tags), name, type, fingerprint, publicKey: text };
  account.of(ec2State).keyPairs.set(pair.id, pair);
  return { KeyPairId: pair.id, KeyName: name, KeyFingerprint: fingerprint, Tags: tagList(tags) };
};

/** CreateKeyPair: the answer's private key is made up from the seed and opens nothing. */
export const createKeyPair: Handler<CreateKeyPairCommandInput, CreateKeyPairCommandOutput> = (call) => {
  const { input, account, random } = call;
  const name = required(input, "KeyName");
  checkNew(call, name);
  const tags = tagsFor("key-pair", input.TagSpecifications);
  stopIfDryRun(input);
  const fingerprint = (random.hex(40).match(/../g) ?? []).join(":");
  const pair: KeyPair = {
    ...newResource(call, kinds.keyPair, tags),
    name,
    fingerprint,
    publicKey: "",
    type: input.KeyType === "ed25519" ? "ed25519" : "rsa",
  };
  account.of(ec2State).keyPairs.set(pair.id, pair);
  return {
    KeyPairId: pair.id,
    KeyName: name,
    KeyFingerprint: fingerprint,
    KeyMaterial: `simulated key ${random.hex(32)}`,
    Tags: tagList(tags),
  };
};

/** DescribeKeyPairs: not paginated, as on AWS. */
export const describeKeyPairs: Handler<DescribeKeyPairsCommandInput, DescribeKeyPairsCommandOutput> = (call) => {
  const { input, account } = call;
  stopIfDryRun(input);
  for (const name of input.KeyNames ?? []) checkKeyPair(call, name);
  const chosen = pairs(account).filter(
    ({ name }) => input.KeyNames === undefined || input.KeyNames.length === 0 || input.KeyNames.includes(name),
  );
  const { rows } = listing(call, chosen, {
    kind: kinds.keyPair,
    ids: input.KeyPairIds,
    filters: input.Filters,
    page: {},
    table: {
      "key-pair-id": ({ id }) => id,
      "key-name": ({ name }) => name,
      fingerprint: ({ fingerprint }) => fingerprint,
    },
  });
  return { KeyPairs: rows.map((pair) => project(pair, input.IncludePublicKey === true)) };
};

/** DeleteKeyPair: no error when there is no such pair, as on AWS. */
export const deleteKeyPair: Handler<DeleteKeyPairCommandInput, DeleteKeyPairCommandOutput> = ({ input, account }) => {
  if (input.KeyName === undefined && input.KeyPairId === undefined) throw missing("KeyName or KeyPairId");
  stopIfDryRun(input);
  const doomed = pairs(account).find(({ id, name }) => id === input.KeyPairId || name === input.KeyName);
  if (doomed !== undefined) account.of(ec2State).keyPairs.delete(doomed.id);
  return { Return: true, ...(doomed && { KeyPairId: doomed.id }) };
};

function project(
  { id, name, type, fingerprint, publicKey, createdAt, tags }: KeyPair,
  withPublicKey: boolean,
): KeyPairInfo {
  return {
    KeyPairId: id,
    KeyName: name,
    KeyType: type,
    KeyFingerprint: fingerprint,
    CreateTime: new Date(createdAt),
    ...(withPublicKey && { PublicKey: publicKey }),
    Tags: tagList(tags),
  };
}
