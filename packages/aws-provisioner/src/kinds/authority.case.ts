import { secretAnswers, secretProps, secretUnsaid } from "../../test/ground.ts";
import type { KindCase } from "../../test/kind-case.ts";
import { Authority } from "./authority.ts";

export const cases: readonly KindCase[] = [
  {
    kind: Authority,
    answers: secretAnswers,
    fixed: ["value", "subject", "precious"],
    unsaid: { ...secretUnsaid, "update UntagResource": "an authority is precious, whatever is said" },
    begin: async (ground) => secretProps(ground.named("authority")),
    changes: async () => [{ version: 2 }],
  },
];
