import type { IgnitionUnit } from "./ignition-config.ts";
import { execVariable, metadataServiceLine, metadataUnitLines, templateWord } from "./metadata-variables.ts";
import { substitutedNames } from "./substitutions.ts";

/** The unit that puts the node's addresses into files, before anything that reads them. */
export function fillInUnit(paths: readonly string[], before: readonly string[]): IgnitionUnit {
  const edits = substitutedNames.filter((name) => templateWord(name) !== "").map((name) => `-e "s/${templateWord(name)}/${execVariable(name)}/g"`);
  const lines = [
    "[Unit]",
    "Description=Put the addresses of this node into its files",
    ...metadataUnitLines,
    ...before.map((unit) => `Before=${unit}`),
    "",
    "[Service]",
    "Type=oneshot",
    "RemainAfterExit=yes",
    metadataServiceLine,
    ...paths.map((path) => `ExecStart=/usr/bin/sed -i ${edits.join(" ")} "${path.replaceAll(/["\\]/g, "\\$&").replaceAll("%", "%%").replaceAll("$", "$$$$")}"`),
    "",
    "[Install]",
    "WantedBy=multi-user.target",
    "",
  ];
  return { name: "fill-in-addresses.service", enabled: true, contents: lines.join("\n") };
}
