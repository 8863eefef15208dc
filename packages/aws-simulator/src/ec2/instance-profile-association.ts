import type { IamInstanceProfileAssociation } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Moment } from "../state.ts";
import { filtered } from "./filters.ts";
import { usableInstanceProfile } from "./instance-profiles.ts";
import { pageOf, place } from "./listing.ts";
import { type Instance, instanceOf, instances } from "./records/instance.ts";
import { missing } from "./refuse.ts";
import type { Ec2Resource } from "./resource.ts";

function associated({ account }: Moment, associationId: string | undefined): Instance {
  if (associationId === undefined) throw missing("AssociationId");
  const found = [...account.of(instances).values()].find(({ profile }) => profile?.associationId === associationId);
  if (found !== undefined) return found;
  throw new AwsError("NoSuchAssociation", `An invalid association-id of '${associationId}' was given`);
}

function project(
  { id, profile }: Instance,
  State: NonNullable<IamInstanceProfileAssociation["State"]>,
): IamInstanceProfileAssociation {
  return {
    AssociationId: profile?.associationId,
    InstanceId: id,
    IamInstanceProfile: { Arn: profile?.arn, Id: profile?.id },
    State,
  };
}

/** The instance profile of an instance that is there already. */
export const instanceProfileAssociation: Ec2Resource = {
  operations: {
    /** AssociateIamInstanceProfile: one a instance, in the state running or stopped only. */
    AssociateIamInstanceProfile(call) {
      const { input, account } = call;
      const instance = instanceOf(call, input.InstanceId);
      if (!["running", "stopped"].includes(instance.state)) {
        throw new AwsError(
          "IncorrectState",
          `The instance '${instance.id}' is not in the 'running' or 'stopped' state.`,
        );
      }
      if (instance.profile !== undefined) {
        throw new AwsError("IncorrectState", `There is an existing association for instance ${instance.id}`);
      }
      const { arn, id } = usableInstanceProfile(call, input.IamInstanceProfile);
      instance.profile = { arn, id, associationId: `iip-assoc-0${account.random.hex(16)}` };
      return { IamInstanceProfileAssociation: project(instance, "associating") };
    },

    /** ReplaceIamInstanceProfileAssociation: another profile under a new association. */
    ReplaceIamInstanceProfileAssociation(call) {
      const { input, account } = call;
      const instance = associated(call, input.AssociationId);
      const { arn, id } = usableInstanceProfile(call, input.IamInstanceProfile);
      instance.profile = { arn, id, associationId: `iip-assoc-0${account.random.hex(16)}` };
      return { IamInstanceProfileAssociation: project(instance, "associating") };
    },

    /** DisassociateIamInstanceProfile: the instance has no profile from now on. */
    DisassociateIamInstanceProfile(call) {
      const instance = associated(call, call.input.AssociationId);
      const answer = { IamInstanceProfileAssociation: project(instance, "disassociating") };
      instance.profile = undefined;
      return answer;
    },

    /** DescribeIamInstanceProfileAssociations: one for each instance that has a profile. */
    DescribeIamInstanceProfileAssociations(call) {
      const { input, account } = call;
      const all = [...account.of(instances).values()].filter(
        ({ profile, state }) => profile !== undefined && state !== "terminated",
      );
      const wanted = input.AssociationIds?.map((id) => associated(call, id)) ?? all;
      const chosen = filtered(wanted, input.Filters, { "instance-id": ({ id }) => id, state: () => "associated" });
      const { rows, NextToken } = pageOf(chosen, ({ order }) => place(order), input);
      return { IamInstanceProfileAssociations: rows.map((row) => project(row, "associated")), NextToken };
    },
  },
};
