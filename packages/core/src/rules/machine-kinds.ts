import { channels } from "../cluster/image.ts";
import { familiesOf, familyArchitecture, instanceTypeParts } from "../cluster/instance-family.ts";
import type { Rule } from "./examined.ts";
import { quote, useOneOf } from "./finding.ts";

/** What nodes run on: an instance type that suits the image's architecture, a channel that exists, a disk that is large enough. */
export const machineKinds: Rule = function* ({ roles }) {
  for (const { path, spec } of roles) {
    const { instanceType, image, rootVolume } = spec;
    const parts = instanceTypeParts(instanceType);
    const architecture = parts && familyArchitecture(parts.family);
    const at = `${path}.instanceType`;
    if (parts === undefined) {
      yield {
        path: at,
        message: `${quote(instanceType)} is no instance type`,
        remedy: "Write family and size, such as t3.medium.",
        rule: "instance-type",
      };
    } else if (architecture === undefined) {
      yield {
        path: at,
        message: `no instance family ${quote(parts.family)} is known for ${image.architecture}`,
        remedy: useOneOf(parts.family, familiesOf(image.architecture)),
        rule: "instance-family",
      };
    } else if (architecture !== image.architecture) {
      yield {
        path: at,
        message: `${instanceType} has ${architecture} processors, and the image is for ${image.architecture}`,
        remedy: `Take another type, or set image.architecture to ${quote(architecture)}.`,
        rule: "instance-architecture",
      };
    }
    const known: readonly string[] = channels[image.os];
    if (!known.includes(image.channel)) {
      yield {
        path: `${path}.image.channel`,
        message: `${image.os} has no channel ${quote(image.channel)}`,
        remedy: useOneOf(image.channel, known),
        rule: "image-channel",
      };
    }
    if (image.pin !== undefined && "id" in image.pin && !/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(image.pin.id)) {
      yield {
        path: `${path}.image.pin.id`,
        message: `${quote(image.pin.id)} is no id of an image`,
        remedy: "Write it as ami-0123456789abcdef0.",
        rule: "image-id",
      };
    }
    if (spec.sessionManager && image.os === "fedora-coreos") {
      yield {
        severity: "warning",
        path: `${path}.sessionManager`,
        message: "fedora-coreos ships no agent for Session Manager",
        remedy: "Run the agent as a container of the role, or leave sessionManager out.",
        rule: "session-agent",
      };
    }
    if (rootVolume < 10 || rootVolume > 16_384) {
      yield {
        path: `${path}.rootVolume`,
        message: `a root volume has 10 to 16384 GiB, not ${rootVolume}`,
        remedy: "Give GiB; 30 is enough for most.",
        rule: "volume-size",
      };
    }
  }
};
