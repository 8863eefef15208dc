import { finding, type CheckedUnit } from "../assignment.ts";
import type { Diagnostic } from "../../ground/diagnostic.ts";
import { partsOfUnitName } from "../../escape/unit-name.ts";

/** An [Install] section that enables nothing, or that only an instance can use. */
export function checkInstall(unit: CheckedUnit): readonly Diagnostic[] {
  const install = unit.sections.find(({ name }) => name === "Install");
  if (install === undefined) return [];
  const place = { path: "$.Install", ...(install.at === undefined ? {} : { at: install.at }) };
  const settings = unit.assignments.filter(({ section }) => section === "Install");
  const diagnostics: Diagnostic[] = [];
  if (
    !settings.some(
      ({ key, value }) => ["WantedBy", "RequiredBy", "UpheldBy", "Alias", "Also"].includes(key) && value !== "",
    )
  ) {
    diagnostics.push(
      finding(
        "warning",
        "install-empty",
        "[Install] has no WantedBy=, RequiredBy=, UpheldBy=, Alias= or Also=: enabling this unit does nothing",
        place,
      ),
    );
  }
  const isTemplate = partsOfUnitName(unit.name)?.instance === "";
  const instance = settings.find(({ key }) => key === "DefaultInstance");
  if (instance !== undefined && !isTemplate && unit.name !== "") {
    diagnostics.push(
      finding("warning", "default-instance", "DefaultInstance= is only for templates (name@.service)", instance),
    );
  }
  return diagnostics;
}
