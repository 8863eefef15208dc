import type { Diagnostic } from "@drydock/systemd/ground";

/** A value whose keys have underscores, what was renamed, and how a path of it reads in the text. */
export interface Renaming {
  readonly value: unknown;
  readonly renamed: readonly Diagnostic[];
  readonly pathInText: (path: string) => string;
}

/**
 * Reads dashed keys (`reboot-strategy`) as the underscored ones, as Container Linux did and Flatcar no longer
 * does.
 */
export function nameWithUnderscores(value: unknown, rename: boolean): Renaming {
  const renamed: Diagnostic[] = [];
  const paths = new Map<string, string>();
  const walk = (here: unknown, path: string, pathInText: string): unknown => {
    paths.set(path, pathInText);
    if (Array.isArray(here)) return here.map((item, index) => walk(item, `${path}.${index}`, `${pathInText}.${index}`));
    if (typeof here !== "object" || here === null || here instanceof Date || here instanceof Uint8Array) return here;
    const entries = new Map<string, unknown>();
    for (const [key, item] of Object.entries(here)) {
      const name = rename ? key.replaceAll("-", "_") : key;
      const at = `${pathInText}.${key}`;
      if (name !== key) {
        const message = `${key} is ${name} since Flatcar 3975, which ignores the dashes`;
        renamed.push({ severity: "info", path: at, message, remedy: `Write ${name}.`, rule: "dashed-key" });
      }
      if (entries.has(name)) {
        renamed.push({
          severity: "error",
          path: at,
          message: `${name} stands twice, with dashes and with underscores`,
          remedy: "Keep one.",
          rule: "duplicate-key",
        });
      }
      entries.set(name, walk(item, `${path}.${name}`, at));
    }
    return Object.fromEntries(entries);
  };
  const result = walk(value, "$", "$");
  return {
    value: result,
    renamed,
    pathInText(path) {
      let known = path;
      while (!paths.has(known) && known.includes(".")) known = known.slice(0, known.lastIndexOf("."));
      return (paths.get(known) ?? known) + path.slice(known.length);
    },
  };
}
