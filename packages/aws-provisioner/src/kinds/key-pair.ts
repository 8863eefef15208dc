import type { KeyPairInfo } from "@aws-sdk/client-ec2";
import { hexDigest } from "@drydock/systemd/ground";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import { codes } from "../aws/error-table.ts";
import { kind } from "../aws/kind.ts";
import { ec2Tagging } from "../aws/tagging.ts";
import { seekEach } from "./seek-each.ts";

/**
 * An SSH public key under a name, which tells one key from another, so that the next one comes beside it.
 * `publicKey` is its type and body; a comment at its end means nothing.
 */
export const KeyPair = kind("key-pair", {
  service: "ec2",
  discovery: { idPrefix: "key" },
  usedBy: (design) => design.roles.some(({ key }) => key !== undefined),
  // EC2 API reference, "Error codes".
  errors: { "already-exists": codes("InvalidKeyPair.Duplicate") },
  tagging: ec2Tagging,
  props: z.object({ keyName: z.string(), publicKey: z.string().check(z.overwrite(withoutComment)) }),
  mutable: [],
  // Older releases named it without the digest.
  same: { keyName: (read, wanted) => wanted === read || isDigested(wanted, read) },
  replace: "create-first",
  knownBy: ["keyName"],
  stable: { means: "is stored" },
  seconds: { create: 0.5, delete: 0.5 },
  permissions: {
    find: ["ec2:DescribeKeyPairs"],
    create: ["ec2:ImportKeyPair", "ec2:CreateTags"],
    delete: ["ec2:DeleteKeyPair"],
  },
  find: async ({ clients: { ec2 }, owned, request }) =>
    (await ec2.describeKeyPairs({ Filters: [...owned], IncludePublicKey: true }, request)).KeyPairs ?? [],
  seek: async ({ clients: { ec2 }, request }, sought) => {
    const pairs = await seekEach(sought, ({ keyName }) =>
      ec2.describeKeyPairs({ KeyNames: [keyName], IncludePublicKey: true }, request),
    );
    return pairs.flatMap(({ KeyPairs = [] }) => KeyPairs);
  },
  read(pair: KeyPairInfo) {
    const { KeyPairId, KeyName, PublicKey = "", Tags } = complete(pair, "KeyPairId", "KeyName");
    const props = { keyName: KeyName, publicKey: withoutComment(PublicKey) };
    return { id: KeyPairId, props, outputs: { keyName: KeyName }, tags: Tags, status: "ready" };
  },
  async create({ clients: { ec2 }, tagsWithOperation, tagged, request }, { keyName, publicKey }) {
    const input = {
      KeyName: keyName,
      PublicKeyMaterial: new TextEncoder().encode(publicKey),
      TagSpecifications: tagged("key-pair"),
    };
    const { KeyPairId } = await ec2.importKeyPair(input, request);
    return { KeyPairId, KeyName: keyName, PublicKey: publicKey, Tags: [...tagsWithOperation] };
  },
  delete: ({ clients: { ec2 }, request }, { props }) => ec2.deleteKeyPair({ KeyName: props.keyName }, request),
});

/** Its name on AWS, which is its key in the region. */
export function keyPairName(cluster: string, name: string, publicKey: string): string {
  return `${cluster}-${name}-${hexDigest("sha256", publicKey).slice(0, digestLength)}`;
}

const digestLength = 6;

function isDigested(name: unknown, bare: string): boolean {
  return typeof name === "string" && name.slice(0, -digestLength) === `${bare}-`;
}

/**
 * The type and body of an SSH public key, as AWS's answer is compared: AWS writes the pair's name where the
 * comment was.
 */
export function withoutComment(publicKey: string): string {
  return publicKey.trim().split(/\s+/).slice(0, 2).join(" ");
}
