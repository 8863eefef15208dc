import { AwsError } from "../aws-error.ts";
import { checkInterface, createInterface, removeInterface } from "./create-interface.ts";
import { once } from "./idempotency.ts";
import { listing } from "./listing.ts";
import { interfaceFilters, projectInterface } from "./network-interface-shape.ts";
import { instanceOf } from "./records/instance.ts";
import { networkInterfaceOf, networkInterfaces, statusOf } from "./records/network-interface.ts";
import { subnetOf } from "./records/subnet.ts";
import { badCombination, missing, stopIfDryRun } from "./refuse.ts";
import { resource } from "./resource.ts";
import { groupsIn } from "./records/security-group.ts";
import { tagsFor } from "./tags.ts";

/** Network interfaces. */
export const networkInterface = resource({
  table: networkInterfaces,
  isLive: () => true,
  inventory: (entry) => ({
    state: statusOf(entry),
    attributes: {
      vpcId: entry.vpcId,
      subnetId: entry.subnetId,
      addresses: entry.addresses,
      groupIds: entry.groupIds,
      instanceId: entry.attachment?.instanceId,
      requesterId: entry.requesterId,
      description: entry.description,
    },
  }),
  operations: {
    /** CreateNetworkInterface: with the addresses asked for, or drawn from the subnet. */
    CreateNetworkInterface(call) {
      const { input, account } = call;
      const [id = ""] = once(
        call,
        "CreateNetworkInterface",
        input,
        (known) => account.of(networkInterfaces).has(known),
        () => {
          const subnet = subnetOf(call, input.SubnetId);
          const listed = input.PrivateIpAddresses ?? [];
          const primaries = listed.filter(({ Primary }) => Primary === true);
          if (primaries.length > 1 || (primaries.length === 1 && input.PrivateIpAddress !== undefined)) {
            throw badCombination("Only one primary private IP address can be specified");
          }
          const wanted = {
            subnet,
            address: input.PrivateIpAddress ?? primaries[0]?.PrivateIpAddress,
            secondaryAddresses: listed
              .filter(({ Primary }) => Primary !== true)
              .flatMap(({ PrivateIpAddress }) => PrivateIpAddress ?? []),
            secondaryCount: input.SecondaryPrivateIpAddressCount ?? 0,
            groupIds: input.Groups,
            description: input.Description,
            tags: tagsFor("network-interface", input.TagSpecifications),
          };
          checkInterface(call, wanted);
          stopIfDryRun(input);
          return [createInterface(call, wanted).id];
        },
      );
      return { NetworkInterface: projectInterface(call, networkInterfaceOf(call, id)), ClientToken: input.ClientToken };
    },

    /** DescribeNetworkInterfaces: those that services hold among them. */
    DescribeNetworkInterfaces(call) {
      const { input } = call;
      stopIfDryRun(input);
      const { rows, NextToken } = listing(call, networkInterfaces, {
        ids: input.NetworkInterfaceIds,
        filters: interfaceFilters(call),
      });
      return { NetworkInterfaces: rows.map((entry) => projectInterface(call, entry)), NextToken };
    },

    /** DeleteNetworkInterface: only one that nothing holds. */
    DeleteNetworkInterface(call) {
      const entry = networkInterfaceOf(call, call.input.NetworkInterfaceId);
      if (entry.requesterId !== undefined) {
        throw new AwsError(
          "OperationNotPermitted",
          `You do not have permission to access the specified resource '${entry.id}': ${entry.requesterId} manages it.`,
        );
      }
      if (entry.attachment !== undefined) {
        throw new AwsError("InvalidParameterValue", `Network interface '${entry.id}' is currently in use.`);
      }
      stopIfDryRun(call.input);
      removeInterface(call, entry.id);
      return {};
    },

    /**
     * ModifyNetworkInterfaceAttribute: one of description, groups, source/destination check, or
     * DeleteOnTermination.
     */
    ModifyNetworkInterfaceAttribute(call) {
      const { input } = call;
      const entry = networkInterfaceOf(call, input.NetworkInterfaceId);
      const given = [input.Description, input.Groups, input.SourceDestCheck, input.Attachment].filter(
        (part) => part !== undefined,
      );
      if (given.length === 0) throw missing("description, groups, sourceDestCheck or attachment");
      if (given.length > 1) throw badCombination("Only one attribute can be modified at a time");
      const groupIds = input.Groups && groupsIn(call, entry.vpcId, input.Groups);
      if (input.Attachment !== undefined && entry.attachment?.id !== input.Attachment.AttachmentId) {
        throw new AwsError(
          "InvalidAttachmentID.NotFound",
          `The attachment '${input.Attachment.AttachmentId}' does not exist`,
        );
      }
      stopIfDryRun(input);
      if (groupIds !== undefined) entry.groupIds = groupIds;
      if (input.Description?.Value !== undefined) entry.description = input.Description.Value;
      if (input.SourceDestCheck?.Value !== undefined) entry.sourceDestCheck = input.SourceDestCheck.Value;
      if (entry.attachment !== undefined && input.Attachment?.DeleteOnTermination !== undefined) {
        entry.attachment.deleteOnTermination = input.Attachment.DeleteOnTermination;
      }
      return {};
    },

    /** AttachNetworkInterface: a further interface of a running or stopped instance in the same zone. */
    AttachNetworkInterface(call) {
      const { input, account, now } = call;
      const entry = networkInterfaceOf(call, input.NetworkInterfaceId);
      const instance = instanceOf(call, input.InstanceId);
      const deviceIndex = input.DeviceIndex;
      if (!["running", "stopped"].includes(instance.state)) {
        throw new AwsError(
          "IncorrectInstanceState",
          `Instance '${instance.id}' is not in a valid state for this operation: ${instance.state}`,
        );
      }
      if (entry.attachment !== undefined) {
        throw new AwsError("InvalidNetworkInterface.InUse", `Interface: [${entry.id}] in use.`);
      }
      if (entry.zone !== instance.zone) {
        throw new AwsError(
          "InvalidParameterCombination",
          `You may not attach a network interface to an instance if they are not in the same availability zone`,
        );
      }
      const taken = instance.interfaceIds.map((id) => account.of(networkInterfaces).get(id)?.attachment?.deviceIndex);
      if (taken.includes(deviceIndex)) {
        throw new AwsError(
          "InvalidParameterValue",
          `Instance '${instance.id}' already has an interface attached at device index '${deviceIndex}'.`,
        );
      }
      stopIfDryRun(input);
      const attachmentId = `eni-attach-0${account.random.hex(16)}`;
      entry.attachment = {
        id: attachmentId,
        instanceId: instance.id,
        ownerId: account.accountId,
        deviceIndex,
        attachedAt: now,
        deleteOnTermination: false,
      };
      instance.interfaceIds.push(entry.id);
      return { AttachmentId: attachmentId, NetworkCardIndex: 0 };
    },

    /** DetachNetworkInterface: never the interface at index 0. */
    DetachNetworkInterface(call) {
      const { input, account } = call;
      const id = input.AttachmentId;
      const entry = [...account.of(networkInterfaces).values()].find(({ attachment }) => attachment?.id === id);
      if (entry?.attachment === undefined)
        throw new AwsError("InvalidAttachmentID.NotFound", `The attachment '${id}' does not exist`);
      if (entry.attachment.instanceId === undefined) {
        throw new AwsError("AuthFailure", "You do not have permission to access the specified resource.", {
          status: 403,
        });
      }
      if (entry.attachment.deviceIndex === 0) {
        throw new AwsError("OperationNotPermitted", "The network interface at device index 0 cannot be detached.");
      }
      stopIfDryRun(input);
      const instance = instanceOf(call, entry.attachment.instanceId);
      instance.interfaceIds = instance.interfaceIds.filter((other) => other !== entry.id);
      entry.attachment = undefined;
      return {};
    },
  },
});
