import type { IgnitionUnit } from "./ignition-config.ts";
import { execVariable, metadataServiceLine, metadataUnitLines, templateWord } from "./metadata-variables.ts";
import { markedNames, type SubstitutedName } from "../parse/substitutions.ts";
import { quoteExec, raw } from "@drydock/systemd";

/** A file with variables, and which. */
export interface FileToFillIn {
  readonly path: string;
  readonly names: readonly SubstitutedName[];
}

/** The unit that puts the node's addresses into files, before anything that reads them. */
export function fillInUnit(files: readonly FileToFillIn[], before: readonly string[]): IgnitionUnit {
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
    ...files.map(fillIn),
    "",
    "[Install]",
    "WantedBy=multi-user.target",
    "",
  ];
  return { name: "fill-in-addresses.service", enabled: true, contents: lines.join("\n") };
}

function fillIn({ path, names }: FileToFillIn): string {
  const edits = names.flatMap((name) => ["-e", raw(`"s/${templateWord(name)}/${execVariable(name)}/g"`)]);
  return `ExecStart=${quoteExec(["/usr/bin/sed", "-i", ...edits, path])}`;
}

/** The file, if a marked text that becomes its content has variables that the node will know. */
export function templatesOf(path: string, marked: string): FileToFillIn[] {
  const names = markedNames(marked).filter((name) => templateWord(name) !== "");
  return names.length === 0 ? [] : [{ path, names }];
}
