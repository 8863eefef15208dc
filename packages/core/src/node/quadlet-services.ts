import type { NodeFile } from "./content.ts";

/** The services that podman makes of the containers among a role's files. */
export function quadletServices(files: readonly Pick<NodeFile, "path">[]): string[] {
  return files.flatMap(({ path }) => {
    const [, stem] = /^\/etc\/containers\/systemd\/([^/]+)\.container$/.exec(path) ?? [];
    return stem === undefined ? [] : [`${stem}.service`];
  });
}
