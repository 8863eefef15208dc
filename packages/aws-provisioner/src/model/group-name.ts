/** The name on AWS of the group of a role, or of a member of etcd. */
export function groupName(cluster: string, name: string): string {
  return `${cluster}-${name}`;
}
