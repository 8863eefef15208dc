import type { Step } from "../aws/cloud.ts";

/**
 * Gives a machine another instance profile. A launch right after the profile's creation may have come up
 * without one and without an error.
 */
export async function changeMachineProfile(
  { clients: { ec2 }, request }: Step,
  instanceId: string,
  profileName: string,
): Promise<void> {
  const Filters = [{ Name: "instance-id", Values: [instanceId] }];
  const { IamInstanceProfileAssociations = [] } = await ec2.describeIamInstanceProfileAssociations(
    { Filters },
    request,
  );
  const held = IamInstanceProfileAssociations.find(({ State }) => State === "associated" || State === "associating");
  const IamInstanceProfile = { Name: profileName };
  if (held === undefined) {
    await ec2.associateIamInstanceProfile({ InstanceId: instanceId, IamInstanceProfile }, request);
  } else {
    await ec2.replaceIamInstanceProfileAssociation({ AssociationId: held.AssociationId, IamInstanceProfile }, request);
  }
}
