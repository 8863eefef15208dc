import { expect, it } from "vitest";
import { printMutationSurvey } from "./print-survey.ts";
import { type MutantOutcome, staleSurvivors, surveyMutants } from "./survey.ts";

function outcome(replacement: string, status: string): MutantOutcome {
  return {
    file: "src/wait.ts",
    line: 3,
    text: "if (tries > 2) return;",
    mutator: "ConditionalExpression",
    replacement,
    status,
  };
}
const outcomes = [
  outcome("true", "Killed"),
  outcome("tries >= 2", "Timeout"),
  outcome("false", "Survived"),
  outcome("tries <= 2", "NoCoverage"),
  outcome("tries", "CompileError"),
];

it("counts what is killed, and takes out what is accepted by line or by mutant", () => {
  const line = { file: "src/wait.ts", line: "if (tries > 2) return;", reason: "costs a try, and nothing else" };
  expect(surveyMutants(outcomes, [])).toMatchObject({ killed: 2, score: 50 });
  expect(surveyMutants(outcomes, [line])).toMatchObject({ killed: 2, survived: [], score: 100 });
  const survey = surveyMutants(outcomes, [{ ...line, mutant: "false" }]);
  expect(printMutationSurvey("src", survey)).toMatchInlineSnapshot(`
    "src: 2 killed, 1 survived (1 reached by no test), 1 accepted, score 66.7 %
      survived  src/wait.ts:3 ConditionalExpression, reached by no test
                if (tries > 2) return;
                -> tries <= 2
      accepted  src/wait.ts:3 ConditionalExpression
                if (tries > 2) return;
                -> false
                costs a try, and nothing else"
  `);
  expect(survey.score).toBeCloseTo(66.7, 1);
});

it("names an accepted survivor that survives no longer", () => {
  const entries = [
    { file: "src/wait.ts", line: "if (tries > 3) return;", reason: "the line has changed" },
    { file: "src/wait.ts", line: "if (tries > 2) return;", mutant: "true", reason: "it is killed" },
    { file: "src/other.ts", line: "if (tries > 2) return;", reason: "another file" },
    { file: "src/wait.ts", line: "if (tries > 2) return;", mutant: "false", reason: "lives" },
  ];
  expect(staleSurvivors(surveyMutants(outcomes, entries), entries)).toEqual(entries.slice(0, 3));
});
