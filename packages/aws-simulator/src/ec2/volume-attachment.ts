import { AwsError } from "../aws-error.ts";
import { instanceOf } from "./records/instance.ts";
import { stopIfDryRun } from "./refuse.ts";
import type { Ec2Resource } from "./resource.ts";
import { attachVolume, detachVolume, volumeOf, volumesOf } from "./records/volume.ts";

/** Which instance a volume is attached to. */
export const volumeAttachment: Ec2Resource = {
  operations: {
    /**
     * AttachVolume: an available volume, to a running or stopped instance of its zone, at a device that is
     * free.
     */
    AttachVolume(call) {
      const { input, account, now } = call;
      const volume = volumeOf(call, input.VolumeId);
      const instance = instanceOf(call, input.InstanceId);
      const device = input.Device;
      if (volume.attachment !== undefined)
        throw new AwsError("VolumeInUse", `${volume.id} is already attached to an instance`);
      if (volume.state !== "available")
        throw new AwsError("IncorrectState", `The volume '${volume.id}' is not 'available'`);
      if (!["running", "stopped"].includes(instance.state)) {
        throw new AwsError("IncorrectState", `Instance '${instance.id}' is not 'running'`);
      }
      if (volume.zone !== instance.zone) {
        throw new AwsError(
          "InvalidVolume.ZoneMismatch",
          `The volume '${volume.id}' is not in the same availability zone as instance '${instance.id}'`,
        );
      }
      const others = volumesOf(call, instance.id);
      if (others.some(({ attachment }) => attachment?.device === device)) {
        throw new AwsError(
          "InvalidParameterValue",
          `Invalid value '${device}' for unixDevice. Attachment point ${device} is already in use`,
        );
      }
      stopIfDryRun(input);
      volume.state = "in-use";
      const attachment = {
        instanceId: instance.id,
        device,
        attachedAt: now,
        state: "attaching" as const,
        deleteOnTermination: false,
      };
      attachVolume(call, volume, attachment);
      account.schedule(now + account.latency.transition("volumeAttached"), () => {
        if (volume.attachment === attachment) volume.attachment.state = "attached";
      });
      return {
        VolumeId: volume.id,
        InstanceId: instance.id,
        Device: device,
        State: "attaching",
        AttachTime: new Date(now),
        DeleteOnTermination: false,
      };
    },

    /** DetachVolume: the volume is `in-use` until it is let go; a root volume needs a stopped instance. */
    DetachVolume(call) {
      const { input, account, now } = call;
      const volume = volumeOf(call, input.VolumeId);
      const { attachment } = volume;
      if (attachment === undefined || (input.InstanceId !== undefined && attachment.instanceId !== input.InstanceId)) {
        throw new AwsError("IncorrectState", `Volume '${volume.id}' is in the '${volume.state}' state.`);
      }
      const instance = instanceOf(call, attachment.instanceId);
      if (instance.rootDevice === attachment.device && instance.state !== "stopped") {
        throw new AwsError(
          "OperationNotPermitted",
          `Unable to detach root volume '${volume.id}' from instance '${instance.id}'`,
        );
      }
      stopIfDryRun(input);
      attachment.state = "detaching";
      account.schedule(now + account.latency.transition("volumeDetached"), () => {
        if (volume.attachment !== attachment) return;
        detachVolume(call, volume);
        volume.state = "available";
      });
      return {
        VolumeId: volume.id,
        InstanceId: instance.id,
        Device: attachment.device,
        State: "detaching",
        AttachTime: new Date(attachment.attachedAt),
        DeleteOnTermination: attachment.deleteOnTermination,
      };
    },
  },
};
