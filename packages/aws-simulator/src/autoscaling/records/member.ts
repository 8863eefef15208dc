import type { Activity } from "@aws-sdk/client-auto-scaling";

/** An instance as its group sees it. */
export interface Member {
  readonly id: string;
  readonly zone: string;
  readonly type: string;
  readonly launched: number;
  readonly templateId: string;
  readonly templateName: string;
  readonly templateVersion: number;
  lifecycle: "Pending" | "InService" | "Terminating:Wait" | "Terminating";
  health: "Healthy" | "Unhealthy";
  /** What called it unhealthy, in the words of the cause of its end. */
  illness: string;
  inServiceSince: number | undefined;
  protectedFromScaleIn: boolean;
  /** The activity that its launch or end is. */
  activity: Activity;
  /** A leaving member stays listed until then even when its instance is gone. */
  listedUntil: number;
}
