import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** A way into a package that leads to source: its own name, or a sub-path. */
export interface PackageEntry {
  /** `@drydock/systemd/ground`. */
  readonly entry: string;
  /** The file of its source. */
  readonly file: string;
}

/** The ways into all packages. */
export const packageEntries: readonly PackageEntry[] = readdirSync(join(root, "packages")).flatMap((name) => {
  const { exports } = JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8")) as {
    exports: Record<string, string | { readonly "@drydock/source": string }>;
  };
  return Object.entries(exports).flatMap(([path, target]) =>
    typeof target === "string"
      ? []
      : [{ entry: join(`@drydock/${name}`, path), file: join(root, "packages", name, target["@drydock/source"]) }],
  );
});
