/** The steps from the root to a place in a config: field names and list indexes. */
export type Path = readonly (string | number)[];

/** The path as Ignition prints it: `$.storage.files.0.path`; `$` for the document as a whole. */
export function printPath(path: Path): string {
  return path.length === 0 ? "$" : `$.${path.join(".")}`;
}
