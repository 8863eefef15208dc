import { secretAnswers, secretProps, secretUnsaid } from "../../test/ground.ts";
import type { KindCase } from "../../test/kind-case.ts";
import { Secret } from "./secret.ts";

export const cases: readonly KindCase[] = [
  {
    kind: Secret,
    answers: secretAnswers,
    fixed: ["value", "subject"],
    unsaid: secretUnsaid,
    begin: async (ground) => secretProps(ground.named("secret")),
    changes: async () => [{ version: 2 }, { version: 3, precious: true }, { precious: false }],
  },
];
