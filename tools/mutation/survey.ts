import type { AcceptedSurvivor } from "./accepted-survivors.ts";

/** What became of one mutant. */
export interface MutantOutcome {
  readonly file: string;
  /** The line on which it begins, counted from one. */
  readonly line: number;
  /** The text of that line, without the white space around it. */
  readonly text: string;
  readonly mutator: string;
  readonly replacement: string;
  readonly status: string;
}

/** What a set of tests makes of the mutants of one folder. */
export interface MutationSurvey {
  readonly killed: number;
  /** Survivors, and mutants that no test reaches, without the accepted ones. */
  readonly survived: readonly MutantOutcome[];
  readonly accepted: readonly (readonly [MutantOutcome, AcceptedSurvivor])[];
  /** Killed in a hundred of those that are killed or survived; 100 where there are none. */
  readonly score: number;
}

const detected = new Set(["Killed", "Timeout"]);
const undetected = new Set(["Survived", "NoCoverage"]);

/**
 * Counts outcomes, and takes out the survivors that are accepted by name. What could not run counts for
 * nothing.
 */
export function surveyMutants(
  outcomes: readonly MutantOutcome[],
  acceptedSurvivors: readonly AcceptedSurvivor[],
): MutationSurvey {
  const killed = outcomes.filter(({ status }) => detected.has(status)).length;
  const survived: MutantOutcome[] = [];
  const accepted: (readonly [MutantOutcome, AcceptedSurvivor])[] = [];
  for (const outcome of outcomes) {
    if (!undetected.has(outcome.status)) continue;
    const by = acceptedSurvivors.find((survivor) => isMeant(survivor, outcome));
    if (by === undefined) survived.push(outcome);
    else accepted.push([outcome, by]);
  }
  const counted = killed + survived.length;
  return { killed, survived, accepted, score: counted === 0 ? 100 : (100 * killed) / counted };
}

/** The accepted survivors that no longer meet any mutant that survives: their entries lie. */
export function staleSurvivors(
  survey: MutationSurvey,
  acceptedSurvivors: readonly AcceptedSurvivor[],
): AcceptedSurvivor[] {
  const met = new Set(survey.accepted.map(([, survivor]) => survivor));
  return acceptedSurvivors.filter((survivor) => !met.has(survivor));
}

function isMeant(survivor: AcceptedSurvivor, { file, text, replacement }: MutantOutcome): boolean {
  return (
    survivor.file === file &&
    survivor.line === text &&
    (survivor.mutant === undefined || survivor.mutant === replacement)
  );
}
