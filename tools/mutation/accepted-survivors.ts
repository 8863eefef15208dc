/** A mutant that no test needs to kill, and why. */
export interface AcceptedSurvivor {
  /** The file, from the root of the repository. */
  readonly file: string;
  /**
   * The line on which the mutant begins, without the white space around it. Numbers of lines change too
   * often.
   */
  readonly line: string;
  /** What stands in its place, where only this mutant of the line is meant. */
  readonly mutant?: string;
  /** Why it may survive: equivalent, cost only, or out of reach of a test. */
  readonly reason: string;
}

/**
 * Survivors that were looked at one by one. `npm run mutation` subtracts them from the score and prints them
 * by name.
 */
export const acceptedSurvivors: readonly AcceptedSurvivor[] = [
  {
    file: "packages/aws-provisioner/src/engine/file-ledger.ts",
    line: 'const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {',
    mutant: '""',
    reason: "Equivalent: without an encoding a buffer is read, and JSON.parse takes its text as UTF-8.",
  },
  {
    file: "packages/aws-provisioner/src/engine/steps/unchanged-since.ts",
    line: "const current = target === undefined ? undefined : seen(target);",
    mutant: "false",
    reason: "Equivalent: nothing is seen under no id. The compiler asks for the question.",
  },
];
