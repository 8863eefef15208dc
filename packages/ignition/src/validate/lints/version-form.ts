import { lastMember } from "../../json/json-node.ts";
import type { Lint } from "./lint.ts";

/** A version such as 03.3.0 or 3.3.0-: Ignition reads it, other readers need not. */
export const versionForm: Lint = function* ({ root, version }) {
  const section = root.kind === "object" ? lastMember(root, "ignition")?.value : undefined;
  const value = section?.kind === "object" ? lastMember(section, "version")?.value : undefined;
  if (value?.kind !== "string" || value.text === version) return;
  const message = `${JSON.stringify(value.text)} is read as ${version}`;
  yield { severity: "error", path: ["ignition", "version"], message, remedy: "Write it so." };
};
