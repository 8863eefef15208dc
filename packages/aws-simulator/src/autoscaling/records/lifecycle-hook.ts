/** A hook of a group: every instance that is to be terminated waits until its action is completed. */
export interface HookRecord {
  readonly name: string;
  readonly transition: "autoscaling:EC2_INSTANCE_TERMINATING";
  /** Seconds for which an instance waits without a word of its action. */
  readonly heartbeat: number;
  readonly result: "CONTINUE" | "ABANDON";
  readonly metadata: string | undefined;
}

/** What a hook has an instance wait for. */
export interface LifecycleAction {
  readonly token: string;
  /** When the wait ends by itself, unless a heartbeat comes before. */
  until: number;
  /** When it ends in any case. */
  readonly last: number;
}

/** Seconds for which an instance waits at most (Auto Scaling API reference, LifecycleHook, GlobalTimeout). */
export function globalTimeout({ heartbeat }: Pick<HookRecord, "heartbeat">): number {
  return Math.min(172_800, 100 * heartbeat);
}
