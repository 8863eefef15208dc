import type { RoleDesign } from "@drydock/core/design";
import type { Ref } from "../engine/ref.ts";
import { KeyPair, keyPairName, withoutComment } from "../kinds/key-pair.ts";
import type { Chapter } from "./chapter.ts";
import { named } from "./named.ts";

/** The key pairs that roles ask for; roles that name the same one share it. */
export interface RoleKeys {
  nameOf(role: RoleDesign): Ref<string> | undefined;
  madeFor(role: RoleDesign): readonly { readonly address: string }[];
}

/** Imports public keys; a private key is never made, stored or copied. */
export function buildKeys({ design, graph }: Chapter): RoleKeys {
  const asked = new Map(
    design.roles.flatMap(({ key }) => (key === undefined ? [] : [[key.name, key.publicKey] as const])),
  );
  const made = new Map(
    [...asked].map(([name, given]) => {
      const publicKey = withoutComment(given);
      return [name, graph.add(KeyPair, name, { keyName: keyPairName(design.name, name, publicKey), publicKey })];
    }),
  );
  return {
    nameOf: ({ key }) => (key === undefined ? undefined : named(made, key.name).keyName),
    madeFor: ({ key }) => (key === undefined ? [] : [named(made, key.name)]),
  };
}
