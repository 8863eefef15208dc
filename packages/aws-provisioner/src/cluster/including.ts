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

/** The patterns that can name nothing, because no address looks like that. */
export function includingProblems(including: unknown): Diagnostic[] {
  const patterns: readonly unknown[] = Array.isArray(including) ? including : [];
  return patterns.flatMap((pattern, at): Diagnostic[] =>
    typeof pattern !== "string" || kindsNamedBy(pattern).length > 0
      ? []
      : [
          {
            severity: "error",
            path: `$.including.${at}`,
            message: `${JSON.stringify(pattern)} can name no resource`,
            remedy: insteadOf(pattern),
            rule: "option-address",
          },
        ],
  );
}

function insteadOf(pattern: string): string {
  const [kind = "", ...rest] = pattern.split("/");
  const names = kinds.map(({ name }) => name);
  const likely = nearest(kind, names);
  const precious = kinds.filter((one) => one.precious).map(({ name }) => name);
  const usage = `Write a kind and a name, or * for every name; precious kinds are ${precious.join(", ")}.`;
  const name = rest.join("/");
  return likely === undefined
    ? usage
    : `Did you mean ${JSON.stringify(`${likely}/${name === "" ? "*" : name}`)}? ${usage}`;
}
