import type { KindCase } from "../../test/kind-case.ts";
import { KeyPair } from "./key-pair.ts";

const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINwDIUGg6dPiaQIfW3QJmvmIxY5NqPaCKIVUPL2Io0zC someone@example";

export const cases: readonly KindCase[] = [
  {
    kind: KeyPair,
    answers: [["InvalidKeyPair.Duplicate", "The keypair already exists", "already-exists"]],
    unsaid: {
      "create CreateTags": "AWS checks it where a create brings tags",
    },
    begin: async (ground) => ({ keyName: ground.named("key"), publicKey }),
  },
];
