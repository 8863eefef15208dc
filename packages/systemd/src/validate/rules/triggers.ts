import type { Problem } from "../../text/problem.ts";
import { effectiveAssignmentsOf, finding, lastValueOf, type CheckedUnit } from "../assignment.ts";
import type { Diagnostic } from "../../ground/diagnostic.ts";

const triggers: Readonly<
  Record<string, { readonly section: string; readonly keys: readonly string[]; readonly problem: Problem } | undefined>
> = {
  timer: {
    section: "Timer",
    keys: [
      "OnActiveSec",
      "OnBootSec",
      "OnStartupSec",
      "OnUnitActiveSec",
      "OnUnitInactiveSec",
      "OnCalendar",
      "OnClockChange",
      "OnTimezoneChange",
    ],
    problem: {
      message: "Timer unit lacks value setting: systemd refuses it",
      remedy: "Give it OnCalendar=, OnBootSec= or another On…=.",
    },
  },
  path: {
    section: "Path",
    keys: ["PathExists", "PathExistsGlob", "DirectoryNotEmpty", "PathChanged", "PathModified"],
    problem: {
      message: "Path unit lacks path setting: systemd refuses it",
      remedy: "Give it PathExists=, PathChanged= or another.",
    },
  },
  socket: {
    section: "Socket",
    keys: [
      "ListenStream",
      "ListenDatagram",
      "ListenSequentialPacket",
      "ListenFIFO",
      "ListenNetlink",
      "ListenSpecial",
      "ListenMessageQueue",
      "ListenUSBFunction",
    ],
    problem: {
      message: "Unit has no Listen setting (ListenStream=, ListenDatagram=, ListenFIFO=, ...): systemd refuses it",
    },
  },
};

/** A timer, path or socket unit that nothing would ever trigger. */
export function checkTriggers(unit: CheckedUnit): readonly Diagnostic[] {
  const rule = Object.hasOwn(triggers, unit.type) ? triggers[unit.type] : undefined;
  if (rule === undefined || unit.isDropin) return [];
  const diagnostics: Diagnostic[] = [];
  if (!rule.keys.some((key) => effectiveAssignmentsOf(unit, rule.section, key).length > 0))
    diagnostics.push(finding("error", "no-trigger", rule.problem));
  const service = lastValueOf(unit, "Socket", "Service");
  if (
    unit.type === "socket" &&
    service !== undefined &&
    /^(yes|true|on|1|y|t)$/i.test(lastValueOf(unit, "Socket", "Accept") ?? "no")
  ) {
    const message =
      "Explicit service configuration for accepting socket units not supported: systemd refuses Service= with Accept=yes";
    diagnostics.push(
      finding("error", "socket-accept", { message }, effectiveAssignmentsOf(unit, "Socket", "Service").at(-1)),
    );
  }
  return diagnostics;
}
