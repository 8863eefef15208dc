import type { Reservation } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Moment } from "../state.ts";
import { endInstance } from "./end-instance.ts";
import { once } from "./idempotency.ts";
import { instanceFilters, projectInstance, stateChange } from "./instance-shape.ts";
import { specificationOf } from "./launch-specification.ts";
import { launch, planLaunch } from "./launch.ts";
import { listing } from "./listing.ts";
import { type Instance, instanceOf, instances } from "./records/instance.ts";
import { badValue, missing, stopIfDryRun } from "./refuse.ts";
import { resource } from "./resource.ts";
import { tagsFor } from "./tags.ts";

const taggable = ["instance", "volume", "network-interface", "spot-instances-request"];

function reservation(moment: Moment, id: string, rows: readonly Instance[]): Reservation {
  return {
    ReservationId: id,
    OwnerId: moment.account.accountId,
    ...(rows[0]?.requesterId !== undefined && { RequesterId: rows[0].requesterId }),
    Groups: [],
    Instances: rows.map((row) => projectInstance(moment, row)),
  };
}

/** Instances, from launch to end. */
export const instance = resource({
  table: instances,
  isLive: ({ state }) => state !== "terminated",
  inventory: (instance) =>
    instance.state === "terminated"
      ? undefined
      : {
          state: instance.state,
          attributes: {
            imageId: instance.imageId,
            type: instance.type,
            zone: instance.zone,
            subnetId: instance.subnetId,
            vpcId: instance.vpcId,
            interfaceIds: [...instance.interfaceIds],
            profileArn: instance.profile?.arn,
            httpTokens: instance.metadata.tokens,
            groupName: instance.tags.get("aws:autoscaling:groupName"),
          },
        },
  operations: {
    /**
     * RunInstances: MaxCount instances of one specification, or none and an error. A used token answers with
     * what it made.
     */
    RunInstances(call) {
      const { input, account } = call;
      const ids = once(
        call,
        "RunInstances",
        input,
        (known) => account.of(instances).has(known),
        () => {
          const { MinCount: least, MaxCount: most } = input;
          if (least === undefined) throw missing("MinCount");
          if (most === undefined) throw missing("MaxCount");
          if (!(Number.isInteger(least) && least >= 1))
            throw badValue(least, "minCount", "Expected a whole number of at least 1.");
          if (!(Number.isInteger(most) && most >= least))
            throw badValue(most, "maxCount", `Expected a whole number of at least minCount, ${least}.`);
          tagsFor("instance", input.TagSpecifications, taggable);
          const plan = planLaunch(call, specificationOf(call, input), most);
          stopIfDryRun(input);
          return launch(call, plan, { clientToken: input.ClientToken }).map(({ id }) => id);
        },
      );
      const rows = ids.flatMap((id) => account.of(instances).get(id) ?? []);
      return reservation(call, rows[0]?.reservationId ?? "", rows);
    },

    /** DescribeInstances: grouped by the launch that made them; ended ones are listed for about an hour. */
    DescribeInstances(call) {
      const { input } = call;
      stopIfDryRun(input);
      const { rows, NextToken } = listing(call, instances, {
        ids: input.InstanceIds,
        filters: instanceFilters(call),
      });
      const reservations = new Map<string, Instance[]>();
      for (const row of rows)
        reservations.set(row.reservationId, [...(reservations.get(row.reservationId) ?? []), row]);
      return { Reservations: [...reservations].map(([id, members]) => reservation(call, id, members)), NextToken };
    },

    /**
     * TerminateInstances: ending one that has ended is no error. One that is protected, from its end or from
     * a stop, keeps those of its zone; the others of the call end all the same, and it is refused (EC2 user
     * guide, "Change instance termination protection" and "Enable stop protection").
     */
    TerminateInstances(call) {
      const { input } = call;
      const rows = input.InstanceIds.map((id) => instanceOf(call, id));
      const guarded = rows.filter(({ terminationProtected, stopProtected }) => terminationProtected || stopProtected);
      const [first] = guarded;
      stopIfDryRun(input);
      if (first !== undefined) {
        for (const row of rows) if (!guarded.some(({ zone }) => zone === row.zone)) endInstance(call, row);
        const attribute = first.terminationProtected ? "disableApiTermination" : "disableApiStop";
        throw new AwsError(
          "OperationNotPermitted",
          `The instance '${first.id}' may not be terminated. Modify its '${attribute}' instance attribute and try again.`,
        );
      }
      return {
        TerminatingInstances: rows.map((row) => stateChange(row, () => endInstance(call, row))),
      };
    },
  },
});
