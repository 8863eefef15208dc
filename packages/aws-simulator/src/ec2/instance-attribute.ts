import { AwsError } from "../aws-error.ts";
import { instanceTypeCatalog } from "./instance-type-catalog.ts";
import { instanceOf } from "./records/instance.ts";
import { networkInterfaces } from "./records/network-interface.ts";
import { badCombination, badValue, missing, stopIfDryRun } from "./refuse.ts";
import type { Ec2Resource } from "./resource.ts";
import { groupsIn } from "./records/security-group.ts";
import { checkUserData } from "./user-data.ts";

/** What can be read and changed of one instance, attribute by attribute. */
export const instanceAttribute: Ec2Resource = {
  operations: {
    /**
     * ModifyInstanceAttribute: one of type, user data (both only when stopped), protection, groups,
     * source/destination check.
     */
    ModifyInstanceAttribute(call) {
      const { input, account } = call;
      const { InstanceId: _, DryRun: __, ...changes } = input;
      const instance = instanceOf(call, input.InstanceId);
      const given = Object.entries(changes)
        .filter(([, value]) => value !== undefined)
        .map(([name]) => name);
      if (given.length === 0) throw missing("one attribute to modify");
      if (given.length > 1)
        throw badCombination(`Only one attribute can be modified at a time, not ${given.join(" and ")}`);
      const primary = account.of(networkInterfaces).get(instance.interfaceIds[0] ?? "");
      const stoppedFor = (what: string): void => {
        if (instance.state !== "stopped")
          throw new AwsError(
            "IncorrectInstanceState",
            `The instance '${instance.id}' is not in the 'stopped' state, which ${what} needs.`,
          );
      };
      if (input.InstanceType?.Value !== undefined) {
        const type = instanceTypeCatalog.get(input.InstanceType.Value);
        if (type === undefined)
          throw new AwsError(
            "InvalidInstanceAttributeValue",
            `The attribute value '${input.InstanceType.Value}' for InstanceType is not valid.`,
          );
        if (type.architecture !== instance.architecture)
          throw badValue(
            type.name,
            "instanceType",
            `Its architecture is ${type.architecture}, the instance's ${instance.architecture}.`,
          );
        stoppedFor("a change of type");
        stopIfDryRun(input);
        instance.type = type.name;
      } else if (input.UserData !== undefined) {
        const encoded = Buffer.from(input.UserData.Value ?? new Uint8Array()).toString("base64");
        checkUserData(encoded);
        stoppedFor("a change of user data");
        stopIfDryRun(input);
        instance.userData = encoded;
      } else if (input.DisableApiTermination?.Value !== undefined) {
        stopIfDryRun(input);
        instance.terminationProtected = input.DisableApiTermination.Value;
      } else if (input.DisableApiStop?.Value !== undefined) {
        stopIfDryRun(input);
        instance.stopProtected = input.DisableApiStop.Value;
      } else if (input.EbsOptimized?.Value !== undefined) {
        stopIfDryRun(input);
        instance.ebsOptimized = input.EbsOptimized.Value;
      } else if (input.Groups !== undefined) {
        const groupIds = groupsIn(call, instance.vpcId, input.Groups);
        stopIfDryRun(input);
        if (primary !== undefined) primary.groupIds = groupIds;
      } else if (input.SourceDestCheck?.Value !== undefined) {
        stopIfDryRun(input);
        if (primary !== undefined) primary.sourceDestCheck = input.SourceDestCheck.Value;
      } else {
        throw new AwsError("UnsupportedOperation", `The simulated account does not model a change of ${given[0]}.`);
      }
      return {};
    },

    /**
     * DescribeInstanceAttribute: user data, type, protection, root device, groups, source/destination check.
     */
    DescribeInstanceAttribute(call) {
      const { input, account } = call;
      const instance = instanceOf(call, input.InstanceId);
      const attribute = input.Attribute;
      stopIfDryRun(input);
      const primary = account.of(networkInterfaces).get(instance.interfaceIds[0] ?? "");
      const base = { InstanceId: instance.id };
      switch (attribute) {
        case "userData":
          return { ...base, UserData: instance.userData === undefined ? {} : { Value: instance.userData } };
        case "instanceType":
          return { ...base, InstanceType: { Value: instance.type } };
        case "disableApiTermination":
          return { ...base, DisableApiTermination: { Value: instance.terminationProtected } };
        case "disableApiStop":
          return { ...base, DisableApiStop: { Value: instance.stopProtected } };
        case "instanceInitiatedShutdownBehavior":
          return { ...base, InstanceInitiatedShutdownBehavior: { Value: instance.shutdownBehavior } };
        case "ebsOptimized":
          return { ...base, EbsOptimized: { Value: instance.ebsOptimized } };
        case "rootDeviceName":
          return { ...base, RootDeviceName: { Value: instance.rootDevice } };
        case "sourceDestCheck":
          return { ...base, SourceDestCheck: { Value: primary?.sourceDestCheck ?? true } };
        case "groupSet":
          return { ...base, Groups: (primary?.groupIds ?? []).map((GroupId) => ({ GroupId })) };
        default:
          throw badValue(attribute, "attribute", "The simulated account does not model this attribute.");
      }
    },

    /** ModifyInstanceMetadataOptions: what is left out stays as it is. */
    ModifyInstanceMetadataOptions(call) {
      const { input } = call;
      const instance = instanceOf(call, input.InstanceId);
      const hopLimit = input.HttpPutResponseHopLimit ?? instance.metadata.hopLimit;
      if (!(Number.isInteger(hopLimit) && hopLimit >= 1 && hopLimit <= 64)) {
        throw badValue(hopLimit, "httpPutResponseHopLimit", "Expected a whole number from 1 to 64.");
      }
      if (!["running", "stopped"].includes(instance.state)) {
        throw new AwsError(
          "IncorrectInstanceState",
          `The instance '${instance.id}' is not in the 'running' or 'stopped' state.`,
        );
      }
      stopIfDryRun(input);
      instance.metadata = {
        hopLimit,
        tokens: input.HttpTokens ?? instance.metadata.tokens,
        endpoint: input.HttpEndpoint ?? instance.metadata.endpoint,
        tags: input.InstanceMetadataTags ?? instance.metadata.tags,
      };
      return {
        InstanceId: instance.id,
        InstanceMetadataOptions: {
          State: "pending",
          HttpTokens: instance.metadata.tokens,
          HttpPutResponseHopLimit: hopLimit,
          HttpEndpoint: instance.metadata.endpoint,
          InstanceMetadataTags: instance.metadata.tags,
        },
      };
    },
  },
};
