import { instances } from "../ec2/records/instance.ts";
import type { Moment } from "../state.ts";
import { isWeb } from "./protocol.ts";
import type { TargetGroupRecord, TargetRecord } from "./records/target-group.ts";

/** How a target is named. */
export interface TargetName {
  readonly id: string;
  readonly port?: number | undefined;
}

function keyOf({ id, port }: TargetName): string {
  return `${id}:${port ?? ""}`;
}

/** Registers a target; one that is draining comes back, one that is registered stays as it is. */
export function register(
  { account, now }: Moment,
  group: TargetGroupRecord,
  name: TargetName & { readonly zone?: string | undefined },
): void {
  const present = group.targets.get(keyOf(name));
  if (present !== undefined && present.drainedAt === undefined) return;
  const transition = isWeb(group.protocol) ? "applicationTargetHealthy" : "networkTargetHealthy";
  group.targets.set(keyOf(name), {
    id: name.id,
    port: name.port,
    zone: name.zone,
    registered: now,
    warmUp: account.latency.transition(transition),
    drainedAt: undefined,
  });
}

/**
 * Deregisters a target: it drains for the group's delay when the group is in use, and is gone at once when
 * not.
 */
export function deregister({ account, now }: Moment, group: TargetGroupRecord, name: TargetName): void {
  const matching = [...group.targets].filter(
    ([, { id, port }]) => id === name.id && (name.port === undefined || port === name.port),
  );
  for (const [key, target] of matching) {
    if (target.drainedAt !== undefined) continue;
    if (group.inUseSince === undefined) {
      group.targets.delete(key);
      continue;
    }
    const delay = Number(group.attributes.get("deregistration_delay.timeout_seconds") ?? "300") * 1000;
    target.drainedAt = now + (account.latency.mode === "none" ? 0 : delay);
    account.schedule(target.drainedAt, () => {
      if (group.targets.get(key) === target) group.targets.delete(key);
    });
  }
}

/**
 * The state of a target's instance in EC2; undefined for an address, and for an instance that is no longer
 * listed.
 */
export function instanceStateOf({ account }: Moment, { id }: TargetRecord): string | undefined {
  return account.of(instances).get(id)?.state;
}
