import type { Problem } from "../../text/problem.ts";
import { assignmentsOf, effectiveAssignmentsOf, finding, lastValueOf, type CheckedUnit } from "../assignment.ts";
import type { Diagnostic } from "../../ground/diagnostic.ts";

const yes = new Set(["1", "yes", "y", "true", "t", "on"]);

/**
 * Rules that systemd enforces when it loads a service, in the words of its log (service_verify of systemd
 * 252), with what to do.
 */
export function checkService(unit: CheckedUnit): readonly Diagnostic[] {
  if (unit.type !== "service" || unit.isDropin) return [];
  const diagnostics: Diagnostic[] = [];
  const error = (rule: string, problem: Problem, key?: string): void => {
    diagnostics.push(
      finding("error", rule, problem, key === undefined ? undefined : assignmentsOf(unit, "Service", key).at(-1)),
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
    const message = "Service has no ExecStart=, ExecStop=, or SuccessAction=: systemd refuses it";
    error("no-exec-start", { message, remedy: "Give it an ExecStart=." });
  } else if (starts.length === 0 && type !== "oneshot") {
    const only = "which is only allowed for Type=oneshot services: systemd refuses it";
    error("no-exec-start", { message: `Service has no ExecStart= setting, ${only}` }, "Type");
  } else if (starts.length === 0 && !remains && !acts) {
    const only = "which is only allowed for RemainAfterExit=yes services: systemd refuses it";
    error("no-exec-start", { message: `Service has no ExecStart= setting, ${only}` });
  }
  if (starts.length > 1 && type !== "oneshot") {
    const only = "which is only allowed for Type=oneshot services: systemd refuses it";
    const problem = {
      message: `Service has more than one ExecStart= setting, ${only}`,
      remedy: "Use ExecStartPre=, or Type=oneshot.",
    };
    diagnostics.push(finding("error", "several-exec-start", problem, starts[1]));
  }
  if (type === "oneshot") {
    const refused = "which isn't allowed for Type=oneshot services: systemd refuses it";
    if (restart === "always" || restart === "on-success") {
      const message = `Service has Restart=${restart}, ${refused}`;
      error("oneshot-restart", { message, remedy: "Use Restart=on-failure, or a timer." }, "Restart");
    }
    if (lastValueOf(unit, "Service", "ExitType") === "cgroup")
      error("oneshot-exit-type", { message: `Service has ExitType=cgroup, ${refused}` }, "ExitType");
    const [longest] = assignmentsOf(unit, "Service", "RuntimeMaxSec");
    if (longest !== undefined) {
      const message = "RuntimeMaxSec= has no effect with Type=oneshot";
      const remedy = "Use TimeoutStartSec=.";
      diagnostics.push(finding("warning", "oneshot-runtime-max", { message, remedy }, longest));
    }
  }
  if (type === "dbus" && busName === undefined) {
    const message = "Service is of type D-Bus but no D-Bus service name has been specified: systemd refuses it";
    error("dbus-name", { message, remedy: "Give it BusName=." }, "Type");
  }
  if (type === "forking" && assignmentsOf(unit, "Service", "PIDFile").length === 0 && restart !== "no") {
    const message = "Type=forking without PIDFile=: systemd has to guess the main process";
    diagnostics.push(finding("info", "forking-pid-file", { message }, assignmentsOf(unit, "Service", "Type").at(-1)));
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
  if (fetching === undefined || assignmentsOf(unit, "Service", "RestartSec").length > 0) return [];
  const message = "this service fetches and restarts, but systemd stops restarting after 5 failures in 10 seconds";
  const remedy = "Set StartLimitIntervalSec=0 in [Unit], or a RestartSec= that is long enough.";
  return [finding("info", "start-limit", { message, remedy }, fetching)];
}
