import * as z from "zod/mini";
import { addressOf } from "../engine/graph.ts";
import { gathered } from "../engine/gather.ts";
import { byId, type ObservedResource } from "../engine/observed.ts";
import type { Notice, Plan, PlanStep } from "../engine/plan.ts";
import { stringsIn } from "../engine/planning/mentions.ts";
import { printDuration } from "../engine/print-duration.ts";
import { refsIn } from "../engine/ref.ts";
import { criticalPath } from "../engine/schedule.ts";
import { AutoScalingGroup } from "../kinds/auto-scaling-group.ts";
import { Instance } from "../kinds/instance.ts";
import { LifecycleHook } from "../kinds/lifecycle-hook.ts";
import { rolloutField } from "../kinds/refresh-preferences.ts";
import { type RollEstimate, rolledOf, rollEstimate, rollingFields } from "../kinds/roll-estimate.ts";
import { rollable } from "../kinds/withdrawn.ts";

/**
 * How many machines a plan replaces, in which batches, and about how long that takes, for each role; and
 * whose machines leave a zone.
 */
export function rollNotices(plan: Plan, observed: readonly ObservedResource[]): Notice[] {
  return [...groupNotices(plan, observed), ...rowNotices(plan), ...zoneNotices(plan, observed)];
}

function* groupNotices({ steps, resources }: Plan, observed: readonly ObservedResource[]): Iterable<Notice> {
  const wantedAt = new Map(resources.map(({ address, props }) => [address, props]));
  const groups = byId(observed.filter(({ kind }) => kind === AutoScalingGroup.name));
  const going = new Set(steps.flatMap(({ action, address }) => (action === "delete" ? [address] : [])));
  for (const { kind, action, address, target, changes } of steps) {
    const isRolled = changes.some(({ field }) => rollingFields.some((one) => one === field));
    if (kind !== AutoScalingGroup.name || action !== "update" || !isRolled) continue;
    const { rollout: told, desired } = wantedAt.get(address) ?? {};
    const rollout = rolloutField.parse(told);
    const group = target === undefined ? undefined : groups.get(target);
    const running = group === undefined ? 0 : rollable(group).length;
    const size = z.optional(z.number());
    // A hook that the plan takes away goes before the rollout.
    const waits = !going.has(addressOf(LifecycleHook, nameAt(address)));
    const leaving = waits ? size.parse(group?.props["leaving"]) : undefined;
    const machines = rolledOf(running, size.parse(group?.props["desired"]) ?? running, size.parse(desired));
    if (rollout !== undefined && machines > 0) yield notice(address, rollEstimate(rollout, machines, leaving));
  }
}

/** `web` of `auto-scaling-group/web`. */
function nameAt(address: string): string {
  return address.slice(address.indexOf("/") + 1);
}

function* rowNotices({ steps, resources }: Plan): Iterable<Notice> {
  const turns = new Map(resources.flatMap(({ address, turn }) => (turn === undefined ? [] : [[address, turn]])));
  for (const [row, own] of gathered(steps, ({ address }) => turns.get(address)?.of)) {
    const replaced = own.filter(isReplacement);
    const sizes = [...gathered(replaced, ({ address }) => turns.get(address)?.place).values()].map((all) => all.length);
    const { seconds } = criticalPath(own);
    if (replaced.length > 0)
      yield notice(`role ${row}`, { machines: replaced.length, atOnce: Math.max(...sizes), seconds, leaving: 0 });
  }
}

function isReplacement({ kind, action, replacement }: PlanStep): boolean {
  return kind === Instance.name && action === "create" && replacement;
}

function notice(what: string, { machines, atOnce, seconds, leaving }: RollEstimate): Notice {
  const address = what.includes("/") ? what : undefined;
  const count = `${machines} machine${machines === 1 ? "" : "s"} replaced`;
  const how =
    machines === 1 ? "" : atOnce === 1 ? " one by one" : atOnce < machines ? ` ${atOnce} at a time` : " at once";
  const longer = leaving === 0 ? "" : `, and up to ${printDuration(leaving)} more for what runs before each goes`;
  return { severity: "info", address, message: `${what}: ${count}${how}, about ${printDuration(seconds)}${longer}` };
}

/** Groups that leave a zone in which they have machines: these end, drained, and others come elsewhere. */
function* zoneNotices({ steps }: Plan, observed: readonly ObservedResource[]): Iterable<Notice> {
  for (const { kind, action, address, target, changes } of steps) {
    const change = changes.find(({ field }) => field === "subnetIds");
    if (kind !== AutoScalingGroup.name || action !== "update" || change === undefined) continue;
    const kept = stringsIn(change.after);
    const zoneOf = (id: string) => String(observed.find((one) => one.id === id)?.props["zone"]);
    const after = new Set(refsIn(change.after).map(({ $ref }) => $ref));
    const isKept = (id: string) => kept.includes(id) || after.has(observed.find((one) => one.id === id)?.address ?? "");
    const [staying, left] = [
      stringsIn(change.before).filter(isKept),
      stringsIn(change.before).filter((id) => !isKept(id)),
    ];
    const zones = new Set(left.map(zoneOf).filter((zone) => !staying.map(zoneOf).includes(zone)));
    const group = observed.find((one) => one.kind === kind && one.id === target);
    const lost = stringsIn(group?.outputs["machineZones"]).filter((zone) => zones.has(zone));
    if (lost.length === 0) continue;
    const message = `${address}: its machines in ${lost.join(" and ")} end, drained, and others come in its other zones`;
    yield { severity: "info", address, message };
  }
}
