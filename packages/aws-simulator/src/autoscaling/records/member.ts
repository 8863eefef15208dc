import type { Activity } from "@aws-sdk/client-auto-scaling";
import type { LifecycleAction } from "./lifecycle-hook.ts";

/** An instance as its group sees it. */
export interface Member {
  readonly id: string;
  readonly zone: string;
  readonly type: string;
  readonly launched: number;
  readonly templateId: string;
  readonly templateName: string;
  readonly templateVersion: number;
  /**
   * In AWS's words, but that it is shown as `Terminating` while it drains. `Standby` is at once: of the way
   * there, `EnteringStandby`, nothing is modelled.
   */
  lifecycle:
    | "Pending"
    | "InService"
    | "Standby"
    | "Terminating:Draining"
    | "Terminating:Wait"
    | "Terminating:Proceed"
    | "Terminating";
  health: "Healthy" | "Unhealthy";
  /** What called it unhealthy, in the words of the cause of its end. */
  illness: string;
  inServiceSince: number | undefined;
  protectedFromScaleIn: boolean;
  /** The activity that its launch or end is. */
  activity: Activity;
  /** What it waits for before it is terminated, by the name of the hook. */
  readonly actions: Map<string, LifecycleAction>;
  /** A leaving member stays listed until then even when its instance is gone. */
  listedUntil: number;
}
