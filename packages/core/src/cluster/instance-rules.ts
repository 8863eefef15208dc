import { nearest } from "@drydock/systemd/ground";
import { quote, type Finding } from "../finding.ts";
import type { ClusterReading } from "./cluster-reading.ts";
import { imageRules } from "./image.ts";
import { familiesOf, familyArchitecture, instanceTypeParts, isKnownFamily } from "./instance-family.ts";

/**
 * What nodes run on: an instance type that suits the image's architecture, a channel that exists, a disk that
 * is large enough.
 */
export function* instanceRules({ roles }: ClusterReading): Iterable<Finding> {
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
    } else if (architecture !== undefined && architecture !== image.architecture) {
      yield {
        path: at,
        message: `${instanceType} has ${architecture} processors, and the image is for ${image.architecture}`,
        remedy: `Take another type, or set image.architecture to ${quote(architecture)}.`,
        rule: "instance-architecture",
      };
    } else if (!isKnownFamily(parts.family)) {
      const likely = nearest(parts.family, familiesOf(image.architecture));
      yield {
        severity: "warning",
        path: at,
        message: `no instance family ${quote(parts.family)} is known for ${image.architecture}; a newer one may be`,
        remedy: `${likely === undefined ? "" : `Did you mean ${quote(likely)}? `}See that AWS has it, and with those processors.`,
        rule: "instance-family",
      };
    }
    yield* imageRules(image, `${path}.image`);
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
}
