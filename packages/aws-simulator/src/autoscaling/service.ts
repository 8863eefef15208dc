import type { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { validationError } from "../request/modelled-error.ts";
import { service } from "../service.ts";
import { constraints } from "./constraints.gen.ts";
import { groupTags } from "./group-tags.ts";
import { group } from "./group.ts";
import { instanceRefresh } from "./instance-refresh.ts";
import { member } from "./instance.ts";
import { lifecycleHook } from "./lifecycle-hook.ts";
import { scalingProcess } from "./process.ts";
import { scalingActivity } from "./scaling-activity.ts";
import { scalingPolicy } from "./scaling-policy.ts";
import { scheduledAction } from "./scheduled-action.ts";
import { traffic } from "./traffic.ts";
import { withdrawal } from "./withdrawal.ts";

/** Amazon EC2 Auto Scaling: groups that launch, tag, register, replace and let go of instances. */
export const autoScaling = service<AutoScaling>({
  id: "AutoScaling",
  resources: [
    group,
    groupTags,
    traffic,
    scalingActivity,
    member,
    withdrawal,
    instanceRefresh,
    scalingProcess,
    scalingPolicy,
    scheduledAction,
    lifecycleHook,
  ],
  rules: { constraints, refuse: validationError },
});
