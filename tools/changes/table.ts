import type { Edit } from "./edits.ts";
import type { Outcome } from "./outcome.ts";

/** A row of the table of changes. */
export function rowOf({ name }: Edit, { way, told, seconds }: Outcome): string {
  const cells = [`\`${name.replaceAll("`", "'")}\``, way, seconds === 0 ? "" : String(seconds), told];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
}

/** The page: what each change of one field comes to. */
export function pageOf(rows: readonly string[]): string {
  return `# What a change comes to

Every field of a blueprint, changed alone on a cluster that stands on the simulated account: three zones,
etcd, two pools, machines with volumes, balancers, secrets. \`npm run changes\` tries them all and writes
this page; every run of the tests tries a few by chance again. A field that is new is in it by itself; what
the cluster does not have is given, and taken back.

- **refused by a rule**: the blueprint is wrong so, which is told without any call, with all its problems.
- **refused by the plan**: it is sound, and cannot be come to from what stands. Nothing was changed.
- **nothing to do**: what stands is so already, or the plan's notice says why it stays.
- **in place**: no resource is made again. A pool whose launch template changes keeps its group, which has its
  machines replaced as its \`rollout\` says.
- **machines in turn**: the machines are replaced one after the other.
- **new first** and **old first**: what is named is replaced, with the successor before or after.

Seconds are those of the simulated account, whose latencies are AWS's usual ones.

| change | way | seconds | what is said, or made again |
| --- | --- | ---: | --- |
${rows.join("\n")}
`;
}
