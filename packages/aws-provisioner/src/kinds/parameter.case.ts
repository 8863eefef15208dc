import type { KindCase } from "../../test/kind-case.ts";
import { Parameter } from "./parameter.ts";

export const cases: readonly KindCase[] = [
  {
    kind: Parameter,
    answers: [["ParameterAlreadyExists", "The parameter already exists.", "already-exists"]],
    unsaid: {
      "create AddTagsToResource": "AWS checks it where a create brings tags",
    },
    begin: async ({ trial }) => ({ parameterName: `/drydock/${trial.cluster}/trial`, text: "one" }),
    changes: async () => [{ text: "two" }],
  },
];
