/** The key of what has a name within a group: no name of a group holds a colon. */
export function keyIn(group: string, name: string): string {
  return `${group}:${name}`;
}
