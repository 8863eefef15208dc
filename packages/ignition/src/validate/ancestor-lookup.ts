/**
 * Finds which of these paths lie above another one, in time linear in its length however many there are:
 * prefixes are told apart by a running hash, and compared only where it matches.
 */
export function ancestorLookup(paths: Iterable<string>): (path: string) => readonly string[] {
  const byHash = new Map<number, Set<string>>();
  for (const path of paths) {
    const hash = hashOf(path);
    const known = byHash.get(hash);
    if (known === undefined) byHash.set(hash, new Set([path]));
    else known.add(path);
  }
  return (path) => {
    const found: string[] = [];
    if (byHash.size === 0) return found;
    let hash = 0;
    for (let at = 0; at < path.length; at++) {
      const unit = path.charCodeAt(at);
      if (unit === slash) {
        const candidates = byHash.get(hash);
        if (candidates !== undefined) {
          for (const candidate of candidates) {
            if (candidate.length === at && path.startsWith(candidate)) found.push(candidate);
          }
        }
      }
      hash = addTo(hash, unit);
    }
    return found;
  };
}

const slash = 0x2f;

function hashOf(path: string): number {
  let hash = 0;
  for (let at = 0; at < path.length; at++) hash = addTo(hash, path.charCodeAt(at));
  return hash;
}

function addTo(hash: number, unit: number): number {
  return (Math.imul(hash, 0x01000193) + unit + 1) | 0;
}
