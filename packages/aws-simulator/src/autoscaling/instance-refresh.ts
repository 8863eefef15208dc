import type { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { uuidFrom } from "../request/uuid.ts";
import type { Resource } from "../resource.ts";
import { openRefresh, standingMembers } from "./capacity.ts";
import { irreversible, noActiveRefresh, refreshInProgress } from "./errors.ts";
import { pageOf } from "./page.ts";
import { anyGroup, liveGroup } from "./records/group.ts";
import type { RefreshRecord } from "./records/refresh.ts";
import { checkRefresh } from "./refresh-request.ts";
import { treatmentOf } from "./refresh-treatment.ts";
import { shownRefresh } from "./refresh-shape.ts";
import { endIfStill, goBack, letIdleGo, membersOffTemplate } from "./refreshing.ts";
import { wakeSoon } from "./tend.ts";

/** The replacement of all instances, step by step. */
export const instanceRefresh: Resource<AutoScaling> = {
  operations: {
    /** StartInstanceRefresh: rolling only; a second one while one is open is `InstanceRefreshInProgress`. */
    StartInstanceRefresh({ input, account, now }) {
      const moment = { account, now };
      const group = liveGroup(account, input.AutoScalingGroupName);
      if (openRefresh(group) !== undefined)
        throw refreshInProgress(
          "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh.",
        );
      const desired = checkRefresh(moment, group, input);
      const { Preferences: preferences = {} } = input;
      const outdated = (
        preferences.SkipMatching === true
          ? membersOffTemplate(moment, group, desired ?? group.template)
          : standingMembers(group)
      ).filter((member) => treatmentOf({ preferences }, member) !== "passed-over");
      const refresh: RefreshRecord = {
        id: uuidFrom(account.random),
        started: now,
        preferences: {
          ...preferences,
          MinHealthyPercentage: preferences.MinHealthyPercentage ?? group.maintenance?.MinHealthyPercentage ?? 90,
        },
        desired,
        total: outdated.length,
        waiting: new Set(outdated.map(({ id }) => id)),
        updated: 0,
        status: "Pending",
        statusReason: undefined,
        ended: undefined,
        progressed: now,
        surplus: 0,
        rollback: undefined,
        passed: 0,
        restsUntil: now,
      };
      group.refreshes.push(refresh);
      wakeSoon(moment, group);
      return { InstanceRefreshId: refresh.id };
    },

    /** DescribeInstanceRefreshes: the latest first. */
    DescribeInstanceRefreshes({ input, account }) {
      const group = anyGroup(account, input.AutoScalingGroupName);
      const { InstanceRefreshIds: ids = [] } = input;
      const numbered = group.refreshes.map((refresh, index) => ({ refresh, place: String(99_999_999 - index) }));
      const { rows, rest } = pageOf(
        numbered.filter(({ refresh }) => ids.length === 0 || ids.includes(refresh.id)),
        ({ place }) => place,
        50,
        input,
      );
      return {
        InstanceRefreshes: rows.map(({ refresh }) => shownRefresh(group, refresh)),
        ...rest,
      };
    },

    /**
     * CancelInstanceRefresh: what it has replaced stays replaced, and the group keeps its template. It ends
     * when nobody is on the way in or out any more, or at once where that is not to be waited for.
     */
    CancelInstanceRefresh({ input, account, now }) {
      const moment = { account, now };
      const group = liveGroup(account, input.AutoScalingGroupName);
      const refresh = openRefresh(group);
      if (refresh === undefined) throw noActiveRefresh();
      Object.assign(refresh, { status: "Cancelling", surplus: 0, statusReason: "Cancelled by user" });
      letIdleGo(moment, group);
      if (input.WaitForTransitioningInstances === false) Object.assign(refresh, { status: "Cancelled", ended: now });
      else endIfStill(moment, group, refresh);
      wakeSoon(moment, group);
      return { InstanceRefreshId: refresh.id };
    },

    /** RollbackInstanceRefresh: back to the template that the group has kept until now. */
    RollbackInstanceRefresh({ input, account, now }) {
      const moment = { account, now };
      const group = liveGroup(account, input.AutoScalingGroupName);
      const refresh = openRefresh(group);
      if (refresh === undefined) throw noActiveRefresh();
      if (refresh.desired === undefined)
        throw irreversible("The Instance Refresh has no desired configuration to roll back from.");
      if (!/^\d+$/.test(group.template.Version ?? "$Default"))
        throw irreversible("The Auto Scaling group uses the launch template version $Latest or $Default.");
      if (refresh.status !== "Pending" && refresh.status !== "InProgress")
        throw irreversible(`The Instance Refresh is in the status ${refresh.status}.`);
      goBack(moment, group, refresh, "Rollback initiated by user");
      wakeSoon(moment, group);
      return { InstanceRefreshId: refresh.id };
    },
  },
};
