import { relative } from "node:path";
import { type NamedMutant, rank } from "./rank.ts";

interface Mutant extends NamedMutant {
  readonly id: string;
}

/** How `run-stryker.ts` tells this plugin, which Stryker loads in processes of its own, what to choose. */
export interface SampleOrder {
  readonly seed: string;
  readonly size?: number | undefined;
  readonly root: string;
}

/**
 * Lets Stryker run only a seeded sample of the mutants, which it has no option for: what a checker refuses is
 * not run.
 */
function sampleChecker() {
  const { seed, size, root } = JSON.parse(process.env["DRYDOCK_MUTATION_SAMPLE"] ?? "{}") as SampleOrder;
  const chosen = new Set<string>();
  return {
    init: async () => {},
    group: async (mutants: readonly Mutant[]) => {
      const placed = mutants.map((mutant) => ({ id: mutant.id, place: rank(seed, asReported(mutant, root)) }));
      const inOrder = placed.toSorted((a, b) => (a.place < b.place ? -1 : 1));
      for (const { id } of inOrder.slice(0, size)) chosen.add(id);
      return mutants.map(({ id }) => [id]);
    },
    check: async (mutants: readonly Mutant[]) =>
      Object.fromEntries(
        mutants.map(({ id }) => [
          id,
          chosen.has(id) ? { status: "passed" } : { status: "compileError", reason: "outside of the sample" },
        ]),
      ),
  };
}
sampleChecker.inject = [] as const;

/**
 * The mutant as Stryker reports it in the end: lines and columns count from nought here, and from one there.
 */
function asReported({ fileName, location: { start, end }, mutatorName, replacement }: Mutant, root: string) {
  const fromOne = ({ line, column }: { line: number; column: number }) => ({ line: line + 1, column: column + 1 });
  const location = { start: fromOne(start), end: fromOne(end) };
  return { fileName: relative(root, fileName), location, mutatorName, replacement };
}

export const strykerPlugins = [{ kind: "Checker", name: "sample", factory: sampleChecker }];
