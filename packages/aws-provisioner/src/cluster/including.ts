import { type Diagnostic, nearest } from "@drydock/systemd/ground";
import { type KindName, kinds } from "../kinds/registry.ts";

/** Kinds of which a pattern of `including` may name a resource: `volume/etcd-1`, `volume/*`, `*`. */
export function kindsNamedBy(pattern: string): readonly KindName[] {
  const stem = pattern.endsWith("*") ? pattern.slice(0, -1) : undefined;
  return kinds.flatMap(({ name }) => {
    const folder = `${name}/`;
    const isNamed =
      stem === undefined
        ? pattern.startsWith(folder) && pattern.length > folder.length
        : stem.startsWith(folder) || folder.startsWith(stem);
    return isNamed ? [name] : [];
  });
}

const preciousKinds: readonly string[] = kinds.flatMap(({ name, precious }) => (precious ? [name] : []));

/** Members of etcd, which go as a whole only where they are named. */
const members = /^auto-scaling-group\/etcd-(?:\d+|\*)$/;

function isPrecious(pattern: string): boolean {
  if (members.test(pattern)) return true;
  return !isBroken(pattern) && kindsNamedBy(pattern).some((name) => preciousKinds.includes(name));
}

/** No name has a `*`: one that is not at the end stands for nothing. */
export function isBroken(pattern: string): boolean {
  return pattern.slice(0, -1).includes("*");
}

function problemOf(pattern: string, path: string): Diagnostic {
  const common = { severity: "error", path, rule: "option-address" } as const;
  if (!isBroken(pattern) && kindsNamedBy(pattern).length > 0) {
    const message = `${JSON.stringify(pattern)} names nothing precious`;
    return { ...common, message, remedy: `Leave it out: what is not precious needs no naming. ${usage}` };
  }
  return { ...common, message: `${JSON.stringify(pattern)} can name no resource`, remedy: insteadOf(pattern) };
}

const usage = `Write a kind and a name, or * at the end for any rest; precious kinds are ${preciousKinds.join(", ")}.`;

/** The patterns that can name nothing precious, because no address of such a resource looks like that. */
export function includingProblems(including: unknown): Diagnostic[] {
  const patterns: readonly unknown[] = Array.isArray(including) ? including : [];
  return patterns.flatMap((pattern, at): Diagnostic[] =>
    typeof pattern !== "string" || isPrecious(pattern) ? [] : [problemOf(pattern, `$.including.${at}`)],
  );
}

function insteadOf(pattern: string): string {
  const [kind = "", ...rest] = pattern.split("/");
  const likely = nearest(kind, preciousKinds);
  const name = rest.join("/").replace(/\*.*$/s, "*");
  return likely === undefined
    ? usage
    : `Did you mean ${JSON.stringify(`${likely}/${name === "" ? "*" : name}`)}? ${usage}`;
}
