/**
 * The name on AWS of what scales a group and bears no tags: `fleet.web.cpu` for what is `web/cpu` in the
 * cluster `fleet`. No name of a cluster, a pool or a schedule holds a dot.
 */
export function whatScales(cluster: string, name: string): string {
  return `${cluster}.${name.replaceAll("/", ".")}`;
}

/** The name within the cluster that stands in such a name; undefined where it is not the cluster's. */
export function nameWithin(cluster: string, whole: string | undefined): string | undefined {
  const start = whatScales(cluster, "");
  return whole?.startsWith(start) ? whole.slice(start.length).replaceAll(".", "/") : undefined;
}
