import type { ProcessTree } from "./process-tree.ts";

/** What every package runner sets for what it runs: npm, npx, pnpm and yarn alike. */
const mark = "npm_command";

/** The processes above one, from itself up to the one whose end it watches for. */
export type Lineage = readonly number[];

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * From a process up to the package runner that runs it: the first above it that none runs. Between the two
 * there is a shell as a rule, which outlives the runner. Nothing where no runner runs it.
 */
export function lineageToRunner(pid: number, tree: ProcessTree, environment: Environment): Lineage {
  if (environment[mark] === undefined) return [];
  const lineage = lineageToParent(pid, tree);
  for (let last = lineage.at(-1); last !== undefined && tree.hasVariable(last, mark);) {
    last = tree.parentOf(last);
    if (last !== undefined) lineage.push(last);
  }
  return lineage;
}

/** A process and its parent. */
export function lineageToParent(pid: number, tree: ProcessTree): number[] {
  const parent = tree.parentOf(pid);
  return parent === undefined ? [] : [pid, parent];
}

/** Whether each is still the child of the next: whose parent has ended gets another one. */
export function isWhole(lineage: Lineage, tree: ProcessTree): boolean {
  return lineage.slice(1).every((parent, index) => tree.parentOf(lineage[index] ?? 0) === parent);
}

/** What a runner calls itself. */
export function runnerName({ npm_config_user_agent: agent = "" }: Environment): string {
  return /^[a-z]+(?=\/)/.exec(agent)?.[0] ?? "what started this process";
}
