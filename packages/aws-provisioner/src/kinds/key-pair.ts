import type { KeyPairInfo } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { kind } from "../aws/cloud.ts";
import { nameFrom, ownTags } from "../aws/tags.ts";

/** An SSH public key under a name. `publicKey` is its type and body; a comment at its end means nothing. */
export const KeyPair = kind("key-pair", {
  props: z.object({ keyName: z.string(), publicKey: z.string().overwrite(withoutComment) }),
  mutable: [],
  seconds: { create: 0.5, delete: 0.5 },
  permissions: {
    find: ["ec2:DescribeKeyPairs"],
    create: ["ec2:ImportKeyPair", "ec2:CreateTags"],
    delete: ["ec2:DeleteKeyPair"],
  },
  find: async ({ ec2, owned, http }) =>
    (await ec2.describeKeyPairs({ Filters: [...owned], IncludePublicKey: true }, http)).KeyPairs ?? [],
  read: (pair: KeyPairInfo) => ({
    id: pair.KeyPairId!,
    name: nameFrom(pair.Tags, "key-pair"),
    props: { keyName: pair.KeyName!, publicKey: withoutComment(pair.PublicKey ?? "") },
    outputs: {},
    tags: ownTags(pair.Tags),
    status: "ready",
  }),
  async create({ ec2, tags, tagged, http }, { keyName, publicKey }) {
    const input = {
      KeyName: keyName,
      PublicKeyMaterial: new TextEncoder().encode(publicKey),
      TagSpecifications: tagged("key-pair"),
    };
    const { KeyPairId } = await ec2.importKeyPair(input, http);
    return { KeyPairId, KeyName: keyName, PublicKey: publicKey, Tags: [...tags] };
  },
  delete: ({ ec2, http }, { props }) => ec2.deleteKeyPair({ KeyName: props.keyName }, http),
});

/** The type and body of an SSH public key, as AWS's answer is compared: AWS writes the pair's name where the comment was. */
export function withoutComment(publicKey: string): string {
  return publicKey.trim().split(/\s+/).slice(0, 2).join(" ");
}
