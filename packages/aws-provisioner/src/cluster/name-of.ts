/**
 * The name of a cluster that is given by it or by its blueprint. What is neither is given back as it is, for
 * `refuseOptions` to refuse with everything else.
 */
export function nameOf(cluster: string | { readonly name: string }): string {
  return typeof cluster === "object" && cluster !== null && "name" in cluster ? cluster.name : (cluster as string);
}
