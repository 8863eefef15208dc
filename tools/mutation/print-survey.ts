import type { MutantOutcome, MutationSurvey } from "./survey.ts";

/** The figures of one folder in one line, then its survivors, then the accepted ones with their reasons. */
export function printMutationSurvey(folder: string, { killed, survived, accepted, score }: MutationSurvey): string {
  const uncovered = survived.filter(({ status }) => status === "NoCoverage").length;
  return [
    `${folder}: ${killed} killed, ${survived.length} survived (${uncovered} reached by no test), ` +
      `${accepted.length} accepted, score ${score.toFixed(1)} %`,
    ...survived.map((outcome) => `  survived  ${printOutcome(outcome)}`),
    ...accepted.map(([outcome, { reason }]) => `  accepted  ${printOutcome(outcome)}\n            ${reason}`),
  ].join("\n");
}

function printOutcome({ file, line, text, mutator, replacement, status }: MutantOutcome): string {
  const reached = status === "NoCoverage" ? ", reached by no test" : "";
  return `${file}:${line} ${mutator}${reached}\n            ${text}\n            -> ${replacement.replaceAll(/\s+/g, " ")}`;
}
