import type {
  AssociateIamInstanceProfileCommandInput,
  AssociateIamInstanceProfileCommandOutput,
  DescribeIamInstanceProfileAssociationsCommandInput,
  DescribeIamInstanceProfileAssociationsCommandOutput,
  DisassociateIamInstanceProfileCommandInput,
  DisassociateIamInstanceProfileCommandOutput,
  IamInstanceProfileAssociation,
  ReplaceIamInstanceProfileAssociationCommandInput,
  ReplaceIamInstanceProfileAssociationCommandOutput,
} from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Handler } from "../handler.ts";
import type { Moment } from "../state.ts";
import { filtered } from "./filters.ts";
import { usableInstanceProfile } from "./instance-profiles.ts";
import { type Instance, instanceOf } from "./instance.ts";
import { pageOf } from "./listing.ts";
import { missing, required } from "./refuse.ts";
import { ec2State } from "./state.ts";

/** AssociateIamInstanceProfile: one a instance, in the state running or stopped only. */
export const associateIamInstanceProfile: Handler<
  AssociateIamInstanceProfileCommandInput,
  AssociateIamInstanceProfileCommandOutput
> = (call) => {
  const { input, account } = call;
  const instance = instanceOf(call, required(input, "InstanceId"));
  if (!["running", "stopped"].includes(instance.state)) {
    throw new AwsError("IncorrectState", `The instance '${instance.id}' is not in the 'running' or 'stopped' state.`);
  }
  if (instance.profile !== undefined) {
    throw new AwsError("IncorrectState", `There is an existing association for instance ${instance.id}`);
  }
  const { arn, id } = usableInstanceProfile(call, required(input, "IamInstanceProfile"));
  instance.profile = { arn, id, associationId: `iip-assoc-0${account.random.hex(16)}` };
  return { IamInstanceProfileAssociation: project(instance, "associating") };
};

export const replaceIamInstanceProfileAssociation: Handler<
  ReplaceIamInstanceProfileAssociationCommandInput,
  ReplaceIamInstanceProfileAssociationCommandOutput
> = (call) => {
  const { input, account } = call;
  const instance = associated(call, input.AssociationId);
  const { arn, id } = usableInstanceProfile(call, required(input, "IamInstanceProfile"));
  instance.profile = { arn, id, associationId: `iip-assoc-0${account.random.hex(16)}` };
  return { IamInstanceProfileAssociation: project(instance, "associating") };
};

export const disassociateIamInstanceProfile: Handler<
  DisassociateIamInstanceProfileCommandInput,
  DisassociateIamInstanceProfileCommandOutput
> = (call) => {
  const instance = associated(call, call.input.AssociationId);
  const answer = { IamInstanceProfileAssociation: project(instance, "disassociating") };
  instance.profile = undefined;
  return answer;
};

export const describeIamInstanceProfileAssociations: Handler<
  DescribeIamInstanceProfileAssociationsCommandInput,
  DescribeIamInstanceProfileAssociationsCommandOutput
> = (call) => {
  const { input, account } = call;
  const all = [...account.of(ec2State).instances.values()].filter(
    ({ profile, state }) => profile !== undefined && state !== "terminated",
  );
  const wanted = input.AssociationIds?.map((id) => associated(call, id)) ?? all;
  const chosen = filtered(wanted, input.Filters, { "instance-id": ({ id }) => id, state: () => "associated" });
  const { rows, NextToken } = pageOf(chosen, ({ id }) => id, input);
  return { IamInstanceProfileAssociations: rows.map((row) => project(row, "associated")), NextToken };
};

function associated({ account }: Moment, associationId: string | undefined): Instance {
  if (associationId === undefined) throw missing("AssociationId");
  const found = [...account.of(ec2State).instances.values()].find(
    ({ profile }) => profile?.associationId === associationId,
  );
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
