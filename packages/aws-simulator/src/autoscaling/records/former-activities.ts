import type { Activity } from "@aws-sdk/client-auto-scaling";
import type { Slice } from "../../state.ts";

/** What groups that are gone have done. */
export const formerActivities: Slice<Activity[]> = { name: "autoscaling/former-activities", initial: () => [] };
