/** Orders dotted numeric versions; a missing part counts as 0, so `23.1` equals `23.1.0`. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [left.split("."), right.split(".")];
  for (let part = 0; part < Math.max(a.length, b.length); part += 1) {
    const difference = Number(a[part] ?? 0) - Number(b[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
