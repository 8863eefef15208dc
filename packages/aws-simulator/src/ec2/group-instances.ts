import type { _InstanceType, LaunchTemplateSpecification, Tag } from "@aws-sdk/client-ec2";
import type { Moment } from "../state.ts";
import { endInstance, type EndReason } from "./end-instance.ts";
import { specificationOf } from "./launch-specification.ts";
import { launch, planLaunch } from "./launch.ts";
import { type Instance, instances } from "./records/instance.ts";

/** What an Auto Scaling group asks EC2 for. */
export interface GroupLaunch {
  readonly groupName: string;
  readonly template: LaunchTemplateSpecification;
  /**
   * Where: a subnet for a group with subnets, or only a zone for one whose template brings its own interface.
   */
  readonly subnetId?: string;
  readonly zone?: string;
  readonly instanceType?: string;
  /** The group's tags that propagate at launch. */
  readonly tags?: readonly Tag[];
}

/**
 * Launches one instance for a group. Throws what RunInstances would: `InvalidNetworkInterface.InUse`
 * ("Interface: [eni-...] in use.") while the template's interface is still attached, `InvalidParameterValue`
 * ("Invalid IAM Instance Profile name") until the profile is usable. The group records the message as a
 * failed activity and tries again.
 */
export function launchForGroup(
  moment: Moment,
  { groupName, template, subnetId, zone, instanceType, tags = [] }: GroupLaunch,
): Instance {
  const base = specificationOf(moment, {
    LaunchTemplate: template,
    ...(instanceType !== undefined && { InstanceType: instanceType as _InstanceType }), // Checked against the catalog by the launch.
  });
  const bringsInterface = base.interfaces.some(({ NetworkInterfaceId }) => NetworkInterfaceId !== undefined);
  const wanted = {
    ...base,
    // A group places its instances itself: a subnet in the template's interfaces is ignored (Auto Scaling
    // user guide).
    interfaces: base.interfaces.map((request) => ({ ...request, SubnetId: undefined })),
    subnetId: bringsInterface ? undefined : subnetId,
    placement: { ...base.placement, ...(zone !== undefined && { AvailabilityZone: zone }) },
  };
  const [instance] = launch(moment, planLaunch(moment, wanted, 1), {
    requesterId: "autoscaling.amazonaws.com",
    extraTags: [...tags, { Key: "aws:autoscaling:groupName", Value: groupName }],
  });
  if (instance === undefined) throw new Error("a launch of one instance makes one");
  return instance;
}

/** Ends instances of a group; ids that EC2 no longer knows are passed over. */
export function terminateForGroup(moment: Moment, instanceIds: readonly string[], reason?: EndReason): void {
  for (const id of instanceIds) {
    const instance = moment.account.of(instances).get(id);
    if (instance !== undefined) endInstance(moment, instance, reason);
  }
}

/** How an instance is doing, for a group's health check; undefined when EC2 no longer knows it. */
export function instanceFor({ account }: Pick<Moment, "account">, id: string): Instance | undefined {
  return account.of(instances).get(id);
}
