import { printUnit } from "@drydock/systemd";
import type { NodeFile } from "./content.ts";

type Setting = string | readonly string[] | undefined;

/** A podman quadlet as a file of the node, from which podman's generator makes a service at boot. */
export function quadletFile(
  name: `${string}.container`,
  sections: Readonly<Record<string, Readonly<Record<string, Setting>>>>,
): NodeFile {
  const printed = printUnit({
    name,
    sections: Object.entries(sections).map(([section, settings]) => ({
      name: section,
      entries: Object.entries(settings).flatMap(([key, value]) =>
        (value === undefined ? [] : typeof value === "string" ? [value] : value).map((each) => ({ key, value: each })),
      ),
    })),
  });
  return { path: `/etc/containers/systemd/${name}`, text: printed, mode: "0644", owner: "root:root" };
}
