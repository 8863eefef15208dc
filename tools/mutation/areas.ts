/** A part of the tree whose tests are measured by mutants. */
export interface MutationArea {
  /** The folder, from the root of the repository. */
  readonly folder: string;
  /** Which files of it, as a glob below the folder. All of them by default. */
  readonly files?: string;
  /** The tests that are the folder's own net, as globs from the root. */
  readonly tests: readonly string[];
}

/**
 * What `npm run mutation` measures when no folder is named. Each area is held by its own quick tests alone.
 */
export const areas: readonly MutationArea[] = [
  { folder: "packages/aws-provisioner/src/engine", tests: ["packages/aws-provisioner/src/engine/**/*.test.ts"] },
  {
    folder: "packages/aws-provisioner/src/kinds",
    tests: ["packages/aws-provisioner/src/{kinds,engine}/**/*.test.ts"],
  },
  { folder: "packages/core/src", files: "**/*-rules.ts", tests: ["packages/core/src/**/*-rules.test.ts"] },
  { folder: "packages/ignition/src/fit", tests: ["packages/ignition/src/fit/**/*.test.ts"] },
  { folder: "packages/ignition/src/merge", tests: ["packages/ignition/src/{merge,fit}/**/*.test.ts"] },
];

/** Tests that say nothing of one folder: they run pages or need tools that a mutant cannot reach. */
export const neverRun: readonly string[] = ["**/readme.test.ts", "**/*.real.test.ts", "**/node_modules/**"];
