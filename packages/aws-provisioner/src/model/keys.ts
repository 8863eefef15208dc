import type { RoleDesign } from "@drydock/core/design";
import { KeyPair, withoutComment } from "../kinds/key-pair.ts";
import type { Chapter } from "./chapter.ts";
import { named } from "./named.ts";

/** The key pairs that roles ask for; roles that name the same one share it. */
export interface RoleKeys {
  nameOf(role: RoleDesign): string | undefined;
  madeFor(role: RoleDesign): readonly { readonly address: string }[];
}

/** Imports public keys; a private key is never made, stored or copied. */
export function buildKeys({ design, graph }: Chapter): RoleKeys {
  const asked = new Map(
    design.roles.flatMap(({ key }) => (key === undefined ? [] : [[key.name, key.publicKey] as const])),
  );
  const keyName = (name: string) => `${design.name}-${name}`;
  const made = new Map(
    [...asked].map(([name, publicKey]) => [
      name,
      graph.add(KeyPair, name, { keyName: keyName(name), publicKey: withoutComment(publicKey) }),
    ]),
  );
  return {
    nameOf: ({ key }) => (key === undefined ? undefined : keyName(key.name)),
    madeFor: ({ key }) => (key === undefined ? [] : [named(made, key.name)]),
  };
}
