import { finding, type CheckedUnit } from "../assignment.ts";
import type { Diagnostic } from "../../ground/diagnostic.ts";
import { partsOfUnitName } from "../../escape/unit-name.ts";

const enabling = new Set(["WantedBy", "RequiredBy", "UpheldBy", "Alias", "Also"]);

/** An [Install] section that enables nothing, or that only an instance can use. */
export function checkInstall(unit: CheckedUnit): readonly Diagnostic[] {
  const install = unit.sections.find(({ name }) => name === "Install");
  if (install === undefined) return [];
  const place = { path: "$.Install", ...(install.at === undefined ? {} : { at: install.at }) };
  const settings = unit.assignments.filter(({ section }) => section === "Install");
  const diagnostics: Diagnostic[] = [];
  if (!settings.some(({ key, value }) => enabling.has(key) && value !== "")) {
    const message = "[Install] enables nothing";
    const remedy = "Give it WantedBy=, RequiredBy=, UpheldBy=, Alias= or Also=, or leave it out.";
    diagnostics.push(finding("warning", "install-empty", { message, remedy }, place));
  }
  const isTemplate = partsOfUnitName(unit.name)?.instance === "";
  const instance = settings.find(({ key }) => key === "DefaultInstance");
  if (instance !== undefined && !isTemplate && unit.name !== "") {
    const message = "DefaultInstance= is only for templates (name@.service)";
    diagnostics.push(finding("warning", "default-instance", { message }, instance));
  }
  return diagnostics;
}
