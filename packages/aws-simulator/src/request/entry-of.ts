/**
 * The entry of that name that the table itself has. A caller may give any name, also one that every object
 * inherits, such as `constructor`.
 */
export function entryOf<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
