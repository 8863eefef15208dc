import { posix } from "node:path";

/** Go's `path.Clean`: the shortest path that means the same, without a trailing slash. */
export function cleanPath(path: string): string {
  const normal = posix.normalize(path);
  return normal.length > 1 && normal.endsWith("/") ? normal.slice(0, -1) : normal;
}

/** What is wrong with a path that has to be absolute and simplified, in Ignition's words. */
export function pathProblem(path: string | undefined): string | undefined {
  if (path === undefined || path === "") return "path not specified";
  if (!path.startsWith("/")) return "path not absolute";
  return path !== "/" && /\/\.{0,2}(?:\/|$)/.test(path) ? "path is not fully simplified" : undefined;
}

/** Go's `path.Ext`: from the last dot of the last element on. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot > name.lastIndexOf("/") ? name.slice(dot) : "";
}
