import { createHash } from "node:crypto";
import type { KeyPairInfo } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Account, Moment } from "../state.ts";
import { listing } from "./listing.ts";
import { type Ec2Record, isSeen } from "./record.ts";
import { badValue, missing, stopIfDryRun } from "./refuse.ts";
import { resource } from "./resource.ts";
import { ec2Table, newRecord } from "./table.ts";
import { tagList, tagsFor } from "./tags.ts";

/** A key pair; only its public half is kept. */
export interface KeyPair extends Ec2Record {
  readonly name: string;
  readonly type: "rsa" | "ed25519";
  readonly fingerprint: string;
  readonly publicKey: string;
}

const keyPairs = ec2Table<KeyPair>({
  type: "key-pair",
  prefix: "key",
  noun: "key pair",
  notFound: "InvalidKeyPair.NotFound",
  malformed: "InvalidKeyPair.NotFound",
});

function pairs(account: Account): KeyPair[] {
  return [...account.of(keyPairs).values()];
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

/** Reads an OpenSSH public key and computes its fingerprint as EC2 does. */
function parsePublicKey(text: string): Pick<KeyPair, "type" | "fingerprint"> {
  const [, algorithm, body = ""] = /^(ssh-rsa|ssh-ed25519) ([A-Za-z0-9+/]+=*)( .*)?$/.exec(text) ?? [];
  const blob = Buffer.from(body, "base64");
  if (algorithm === undefined || blob.subarray(4, 4 + algorithm.length).toString() !== algorithm) {
    throw new AwsError("InvalidKey.Format", "Key is not in valid OpenSSH public key format");
  }
  if (algorithm === "ssh-ed25519") {
    return { type: "ed25519", fingerprint: createHash("sha256").update(blob).digest("base64") };
  }
  return { type: "rsa", fingerprint: inPairs(createHash("md5").update(blob).digest("hex")) };
}

function inPairs(digits: string): string {
  return (digits.match(/../g) ?? []).join(":");
}

function shown(
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

/** Key pairs, by which people log in. */
export const keyPair = resource({
  table: keyPairs,
  inventory: ({ name }) => ({ attributes: { name } }),
  operations: {
    /** ImportKeyPair: an OpenSSH public key, RSA or ED25519; its fingerprint is computed from it. */
    ImportKeyPair(call) {
      const { input, account } = call;
      const name = input.KeyName;
      const publicKey = Buffer.from(input.PublicKeyMaterial).toString("utf8").trim();
      const facts = parsePublicKey(publicKey);
      checkNew(call, name);
      const tags = tagsFor("key-pair", input.TagSpecifications);
      stopIfDryRun(input);
      const pair: KeyPair = { ...newRecord(call, keyPairs, tags), ...facts, name, publicKey };
      account.of(keyPairs).set(pair.id, pair);
      return { KeyPairId: pair.id, KeyName: name, KeyFingerprint: pair.fingerprint, Tags: tagList(tags) };
    },

    /** CreateKeyPair: the answer's private key is made up from the seed and opens nothing. */
    CreateKeyPair(call) {
      const { input, account, random } = call;
      const name = input.KeyName;
      checkNew(call, name);
      const tags = tagsFor("key-pair", input.TagSpecifications);
      stopIfDryRun(input);
      const fingerprint = inPairs(random.hex(40));
      const type = input.KeyType === "ed25519" ? "ed25519" : "rsa";
      const pair: KeyPair = { ...newRecord(call, keyPairs, tags), name, type, fingerprint, publicKey: "" };
      account.of(keyPairs).set(pair.id, pair);
      return {
        KeyPairId: pair.id,
        KeyName: name,
        KeyFingerprint: fingerprint,
        KeyMaterial: `simulated key ${random.hex(32)}`,
        Tags: tagList(tags),
      };
    },

    /** DescribeKeyPairs: not paginated, as on AWS. */
    DescribeKeyPairs(call) {
      const { input, account } = call;
      stopIfDryRun(input);
      const { KeyNames: names = [] } = input;
      for (const name of names) checkKeyPair(call, name);
      const { rows } = listing(call, keyPairs, {
        rows: pairs(account).filter(({ name }) => names.length === 0 || names.includes(name)),
        ids: input.KeyPairIds,
        filters: {
          "key-pair-id": ({ id }) => id,
          "key-name": ({ name }) => name,
          fingerprint: ({ fingerprint }) => fingerprint,
        },
      });
      return { KeyPairs: rows.map((pair) => shown(pair, input.IncludePublicKey === true)) };
    },

    /** DeleteKeyPair: no error when there is no such pair, as on AWS. */
    DeleteKeyPair({ input, account }) {
      if (input.KeyName === undefined && input.KeyPairId === undefined) throw missing("KeyName or KeyPairId");
      stopIfDryRun(input);
      const doomed = pairs(account).find(({ id, name }) => id === input.KeyPairId || name === input.KeyName);
      if (doomed !== undefined) account.of(keyPairs).delete(doomed.id);
      return { Return: true, ...(doomed && { KeyPairId: doomed.id }) };
    },
  },
});
