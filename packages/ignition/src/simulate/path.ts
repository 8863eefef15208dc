/** The names in a path, without empty ones and `.`. */
export function splitPath(path: string): string[] {
  return path.split("/").filter((name) => name !== "" && name !== ".");
}

/** The absolute path without `.`, `..`, and double or trailing slashes; `..` at the root stays there. */
export function cleanPath(path: string): string {
  const names: string[] = [];
  for (const name of splitPath(path)) {
    if (name === "..") names.pop();
    else names.push(name);
  }
  return `/${names.join("/")}`;
}

/** The path with more appended to it, cleaned. */
export function joinPath(path: string, more: string): string {
  return cleanPath(`${path}/${more}`);
}

/** The path of the directory that holds it. */
export function parentPath(path: string): string {
  return cleanPath(`${path}/..`);
}

/** How many directories lie above it: 0 for the root, 2 for `/etc/motd`. */
export function depth(path: string): number {
  return splitPath(path).length;
}
