import { checkOptions, flag, object, oneOf } from "@drydock/systemd/ground";
import type { Change } from "./diff.ts";
import { painter } from "./painter.ts";
import { isEmpty, type Plan, planCounts, type PlanStep } from "./plan.ts";
import { asPlan } from "./saved-form.ts";
import { passedOver } from "./saved-plan/unknown-fields.ts";
import { printDuration } from "./print-duration.ts";
import { printValue } from "./print-value.ts";
import { criticalPath } from "./schedule.ts";

/** What `printPlan` shows. */
export interface PrintPlanOptions {
  /** `changes` (default) shows the fields of what changes; `full` also those of what is created. */
  readonly detail?: "changes" | "full";
  /** Colours for a terminal. Default false. */
  readonly color?: boolean;
}

const printOptions = object<PrintPlanOptions>({ detail: oneOf("changes", "full"), color: flag });

const colorOf = { "+": "green", "~": "yellow", "±": "magenta", "-": "red" } as const;

/**
 * A plan as people read it: a line per resource with its sign (`+` create, `~` change, `±` replace, `-`
 * delete), for how long what is replaced old first is away, the fields that differ, the longest path in
 * seconds, the notices, and fields of a later release that this one passes over. It ends without a line
 * break.
 *
 * @throws {OptionError} `invalid-option`, for options that there are not.
 * @throws {ProvisionError} `invalid-option`, for what is no plan.
 *
 * @example
 * ```ts
 * import { planNetwork, printPlan } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { network } from "@drydock/core";
 *
 * const { connection } = simulateAccount({ seed: 1, latency: "none" });
 * const plan = await planNetwork("shared", network({ cidr: "10.30.0.0/16" }), connection);
 * console.log(printPlan(plan, { detail: "full" }));
 * ```
 */
export function printPlan(plan: Plan, options: PrintPlanOptions = {}): string {
  checkOptions("printPlan", printOptions, options);
  asPlan(plan);
  const unread = passedOver(plan);
  const { detail = "changes", color = false } = options;
  const paint = painter(color);
  const told =
    unread === undefined
      ? []
      : [{ severity: "warning", message: `this release does not know ${unread}, and passes over it` }];
  const notices = [...plan.notices, ...told].map(
    ({ severity, message }) => `${paint(severity === "info" ? "dim" : "yellow", `${severity}:`)} ${message}`,
  );
  if (isEmpty(plan)) {
    const right = `${plan.cluster}: no changes (${plan.unchanged.length} resources are as they should be)`;
    return [right, ...notices].join("\n");
  }
  const props = new Map(plan.resources.map((resource) => [resource.address, resource.props]));
  const lines = rowsOf(plan).flatMap((step) => {
    const sign = signOf(step);
    const id = step.action === "delete" ? paint("dim", ` ${step.target}`) : "";
    const isNew = detail === "full" && step.action === "create" && !step.replacement;
    const fields = isNew ? Object.entries(props.get(step.address) ?? {}).map(newField) : step.changes.map(changedField);
    const away = step.outage === undefined ? "" : `  (away for about ${printDuration(step.outage)})`;
    return [`  ${paint(colorOf[sign], sign)} ${step.address}${id}${away}`, ...fields.map((line) => `      ${line}`)];
  });
  return [`${plan.cluster}: ${summary(plan)}`, "", ...lines, "", longestPath(plan), ...notices].join("\n");
}

/** The steps that have a line of their own, by address: a replacement is one line. */
function rowsOf({ steps }: Plan): readonly PlanStep[] {
  const rows = steps.filter(
    ({ action, replacement, phase }) => !(action === "delete" && replacement) && phase !== "narrow",
  );
  return rows.toSorted((a, b) => (a.address < b.address ? -1 : 1));
}

function signOf({ action, replacement }: PlanStep): keyof typeof colorOf {
  if (replacement) return "±";
  return ({ create: "+", update: "~", delete: "-" } as const)[action];
}

const words = {
  create: "to create",
  update: "to change",
  replace: "to replace",
  delete: "to delete",
  unchanged: "unchanged",
} as const;

function summary(plan: Plan): string {
  const counts = planCounts(plan);
  const kinds = Object.keys(words) as (keyof typeof words)[];
  return kinds.flatMap((kind) => (counts[kind] > 0 ? `${counts[kind]} ${words[kind]}` : [])).join(", ");
}

function changedField({ field, before, after, inPlace }: Change): string {
  return `${field}: ${printValue(before)} -> ${printValue(after)}${inPlace ? "" : "  (cannot change in place)"}`;
}

function newField([field, value]: readonly [string, unknown]): string {
  return `${field}: ${printValue(value)}`;
}

function longestPath({ steps }: Plan): string {
  const { steps: path, seconds } = criticalPath(steps);
  const names = path.map(({ action, address }) => (action === "delete" ? `-${address}` : address));
  return `Longest path, about ${printDuration(seconds)}: ${names.join(" > ")}`;
}
