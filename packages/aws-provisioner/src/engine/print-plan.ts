import { styleText } from "node:util";
import type { Change } from "./diff.ts";
import { isEmpty, type Plan, planCounts, type PlanStep } from "./plan.ts";
import { isRef } from "./ref.ts";
import { criticalPath } from "./schedule.ts";

export interface PrintPlanOptions {
  /** `changes` (default) shows the fields of what changes; `full` also those of what is created. */
  readonly detail?: "changes" | "full";
  /** Colours for a terminal. Default false. */
  readonly color?: boolean;
}

type Sign = "+" | "~" | "±" | "-";
const colorOf = { "+": "green", "~": "yellow", "±": "magenta", "-": "red" } as const;

/** A plan as people read it: a line per resource with its sign, the fields that differ, the notices, and what it will take. */
export function printPlan(plan: Plan, { detail = "changes", color = false }: PrintPlanOptions = {}): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const notices = plan.notices.map(
    ({ severity, message }) => `${paint(severity === "info" ? "dim" : "yellow", `${severity}:`)} ${message}`,
  );
  if (isEmpty(plan))
    return [`${plan.cluster}: no changes (${plan.unchanged.length} resources are as they should be)`, ...notices].join(
      "\n",
    );

  const rows = plan.steps
    .filter(({ action, replacement }) => !(action === "delete" && replacement))
    .toSorted(byAddress);
  const resources = new Map(plan.resources.map((resource) => [resource.address, resource]));
  const lines = rows.flatMap((step) => {
    const sign = signOf(step);
    const id = step.target === undefined || step.action !== "delete" ? "" : paint("dim", ` ${step.target}`);
    const shown =
      detail === "full" && step.action === "create" && !step.replacement
        ? createdFields(resources.get(step.address)?.props ?? {})
        : step.changes.map(changedField);
    return [`  ${paint(colorOf[sign], sign)} ${step.address}${id}`, ...shown.map((line) => `      ${line}`)];
  });
  return [`${plan.cluster}: ${summary(plan)}`, "", ...lines, "", longestPath(plan), ...notices].join("\n");
}

function signOf({ action, replacement }: PlanStep): Sign {
  if (replacement) return "±";
  return ({ create: "+", update: "~", delete: "-" } as const)[action];
}

function byAddress(a: PlanStep, b: PlanStep): number {
  return a.address < b.address ? -1 : a.address > b.address ? 1 : 0;
}

function summary(plan: Plan): string {
  const counts = planCounts(plan);
  const words = {
    create: "to create",
    update: "to change",
    replace: "to replace",
    delete: "to delete",
    unchanged: "unchanged",
  } as const;
  const parts = (Object.keys(words) as (keyof typeof words)[])
    .filter((key) => counts[key] > 0)
    .map((key) => `${counts[key]} ${words[key]}`);
  return parts.join(", ");
}

function changedField({ field, before, after, inPlace }: Change): string {
  return `${field}: ${show(before)} -> ${show(after)}${inPlace ? "" : "  (cannot change in place)"}`;
}

function createdFields(props: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(props).map(([field, value]) => `${field}: ${show(value)}`);
}

const longest = 100;

/** A value on one line: references as `vpc/main.id`, long text by its length. */
function show(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(named(value));
  return text.length <= longest ? text : `${text.slice(0, longest - 24)}... (${text.length} characters)`;
}

function named(value: unknown): unknown {
  if (isRef(value)) return `${value.$ref}.${value.field}`;
  if (Array.isArray(value)) return value.map(named);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, named(item)]));
  return value;
}

function longestPath(plan: Plan): string {
  const { steps, seconds } = criticalPath(plan.steps);
  return `Longest path, about ${duration(seconds)}: ${steps.map(({ action, address }) => (action === "delete" ? `-${address}` : address)).join(" > ")}`;
}

/** `45 s`, `2 min`, `3 min 20 s`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const rest = whole % 60;
  return rest === 0 ? `${Math.floor(whole / 60)} min` : `${Math.floor(whole / 60)} min ${rest} s`;
}
