import { describe, expect, it } from "vitest";
import { kindCases } from "../../test/kind-case.ts";
import { simulatedTrial } from "../../test/simulated-trial.ts";
import { kinds } from "./registry.ts";

const { provider } = (await simulatedTrial("meanings")).trial;

const answers = kindCases.flatMap(({ kind, answers: own = [] }) =>
  own.map((answer) => [kind.name, ...answer] as const),
);

describe("what AWS's errors mean where one kind's call met them", () => {
  it.each(answers)("%s: %s, %s", (kind, code, message, expected) => {
    expect(provider.meaning(Object.assign(new Error(message), { name: code }), kind)).toBe(expected);
  });

  const byName = kinds.map((kind) => [kind.name, kind] as const);
  it.each(byName)("%s: its case has an answer for every code of its own", (name, { errors = {} }) => {
    const own = Object.entries(errors).flatMap(([means, spellings]) => spellings.map(({ code }) => `${means} ${code}`));
    const asked = answers
      .filter(([kind]) => kind === name)
      .map(([, code, , means]) => `${means} ${code.replace(/(Exception|Fault)$/, "")}`);
    expect(own.filter((spelling) => !asked.includes(spelling))).toEqual([]);
  });
});
