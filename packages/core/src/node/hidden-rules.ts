import type { ClusterReading } from "../cluster/cluster-reading.ts";
import { quote, type Finding } from "../finding.ts";

/** What a role puts on its nodes lies where its data volume does not hide it. */
export function* hiddenRules({ roles }: ClusterReading): Iterable<Finding> {
  for (const { path, spec } of roles) {
    if (spec.kind === "workers" || spec.volume === "none") continue;
    const { mount } = spec.volume;
    const put = [
      ...spec.files.map((file, index) => [`${path}.files.${index}.path`, file.path] as const),
      ...Object.entries(spec.secrets).map(([name, use]) => [`${path}.secrets.${name}.path`, use.path] as const),
    ];
    for (const [at, file] of put) {
      if (file !== mount && !file.startsWith(`${mount}/`)) continue;
      yield {
        path: at,
        message: `${quote(file)} would be hidden by the data volume that is mounted at ${mount}`,
        remedy: "Put it elsewhere, or mount the volume elsewhere.",
        rule: "volume-hides",
      };
    }
  }
}
