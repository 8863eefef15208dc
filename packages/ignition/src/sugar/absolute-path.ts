/** What is wrong with a path that Ignition or systemd will use: each line begins with the field's name. */
export function absolutePathProblems(field: string, path: string): string[] {
  if (path === "") return [`${field}: the path is empty; give an absolute one`];
  if (!path.startsWith("/")) return [`${field}: ${JSON.stringify(path)} is not absolute; begin it with a slash`];
  const simplified = simplifyPath(path);
  return simplified === path
    ? []
    : [`${field}: ${JSON.stringify(path)} is not simplified; write ${JSON.stringify(simplified)}`];
}

function simplifyPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}
