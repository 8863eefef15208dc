import { assignmentsOf, effectiveAssignmentsOf, finding, lastValueOf, type CheckedUnit } from "../assignment.ts";
import type { Diagnostic } from "../../ground/diagnostic.ts";

const yes = new Set(["1", "yes", "y", "true", "t", "on"]);

/** Rules that systemd enforces when it loads a service, in the words of its log (service_verify of systemd 252), with what to do. */
export function checkService(unit: CheckedUnit): readonly Diagnostic[] {
  if (unit.type !== "service" || unit.isDropin) return [];
  const diagnostics: Diagnostic[] = [];
  const error = (rule: string, message: string, key?: string): void => {
    diagnostics.push(
      finding("error", rule, message, key === undefined ? undefined : assignmentsOf(unit, "Service", key).at(-1)),
    );
  };
  const starts = effectiveAssignmentsOf(unit, "Service", "ExecStart");
  const stops = effectiveAssignmentsOf(unit, "Service", "ExecStop");
  const busName = lastValueOf(unit, "Service", "BusName");
  const type =
    lastValueOf(unit, "Service", "Type") ??
    (busName === undefined ? (starts.length > 0 ? "simple" : "oneshot") : "dbus");
  const restart = lastValueOf(unit, "Service", "Restart") ?? "no";
  const remains = yes.has((lastValueOf(unit, "Service", "RemainAfterExit") ?? "no").toLowerCase());
  const acts = (lastValueOf(unit, "Unit", "SuccessAction") ?? "none") !== "none";

  if (starts.length === 0 && stops.length === 0 && !acts) {
    error(
      "no-exec-start",
      "Service has no ExecStart=, ExecStop=, or SuccessAction=: systemd refuses it. Give it an ExecStart=",
    );
  } else if (starts.length === 0 && type !== "oneshot") {
    error(
      "no-exec-start",
      "Service has no ExecStart= setting, which is only allowed for Type=oneshot services: systemd refuses it",
      "Type",
    );
  } else if (starts.length === 0 && !remains && !acts) {
    error(
      "no-exec-start",
      "Service has no ExecStart= setting, which is only allowed for RemainAfterExit=yes services: systemd refuses it",
    );
  }
  if (starts.length > 1 && type !== "oneshot") {
    const message =
      "Service has more than one ExecStart= setting, which is only allowed for Type=oneshot services: systemd refuses it. Use ExecStartPre=, or Type=oneshot";
    diagnostics.push(finding("error", "several-exec-start", message, starts[1]));
  }
  if (type === "oneshot") {
    if (restart === "always" || restart === "on-success") {
      error(
        "oneshot-restart",
        `Service has Restart=${restart}, which isn't allowed for Type=oneshot services: systemd refuses it. Use Restart=on-failure, or a timer`,
        "Restart",
      );
    }
    if (lastValueOf(unit, "Service", "ExitType") === "cgroup") {
      error(
        "oneshot-exit-type",
        "Service has ExitType=cgroup, which isn't allowed for Type=oneshot services: systemd refuses it",
        "ExitType",
      );
    }
    if (assignmentsOf(unit, "Service", "RuntimeMaxSec").length > 0) {
      diagnostics.push(
        finding(
          "warning",
          "oneshot-runtime-max",
          "RuntimeMaxSec= has no effect with Type=oneshot: use TimeoutStartSec=",
          assignmentsOf(unit, "Service", "RuntimeMaxSec")[0],
        ),
      );
    }
  }
  if (type === "dbus" && busName === undefined) {
    error(
      "dbus-name",
      "Service is of type D-Bus but no D-Bus service name has been specified: systemd refuses it. Give it BusName=",
      "Type",
    );
  }
  if (type === "forking" && assignmentsOf(unit, "Service", "PIDFile").length === 0 && restart !== "no") {
    diagnostics.push(
      finding(
        "info",
        "forking-pid-file",
        "Type=forking without PIDFile=: systemd has to guess the main process",
        assignmentsOf(unit, "Service", "Type").at(-1),
      ),
    );
  }
  diagnostics.push(...checkStartLimit(unit, restart));
  return diagnostics;
}

/** A service that fetches and restarts gives up after five quick failures, unless its limit is said. */
function checkStartLimit(unit: CheckedUnit, restart: string): readonly Diagnostic[] {
  if (
    restart === "no" ||
    assignmentsOf(unit, "Unit", "StartLimitIntervalSec").length > 0 ||
    assignmentsOf(unit, "Unit", "StartLimitBurst").length > 0
  )
    return [];
  const fetching = unit.assignments.find(
    ({ section, key, value }) =>
      section === "Service" &&
      /^ExecStart(Pre)?$/.test(key) &&
      /(^|[/\s])(curl|wget|(docker|podman|crictl)\s+(pull|run))\b/.test(value),
  );
  if (fetching === undefined) return [];
  const message =
    "this service fetches and restarts, but systemd stops restarting after 5 failures in 10 seconds: set StartLimitIntervalSec=0 in [Unit], or a RestartSec= that is long enough";
  return assignmentsOf(unit, "Service", "RestartSec").length > 0
    ? []
    : [finding("info", "start-limit", message, fetching)];
}
