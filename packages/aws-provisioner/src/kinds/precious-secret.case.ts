import { secretAnswers, secretProps, secretUnsaid } from "../../test/ground.ts";
import type { KindCase } from "../../test/kind-case.ts";
import { PreciousSecret } from "./precious-secret.ts";

export const cases: readonly KindCase[] = [
  {
    kind: PreciousSecret,
    answers: secretAnswers,
    fixed: ["value", "subject"],
    unsaid: secretUnsaid,
    begin: async (ground) => secretProps(ground.named("precious-secret")),
    changes: async () => [{ version: 2 }],
  },
];
