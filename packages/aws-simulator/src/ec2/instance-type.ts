import type { _InstanceType, InstanceTypeInfo } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import { entryOf } from "../request/entry-of.ts";
import { zoneIdOf } from "./availability-zone.ts";
import { filtered } from "./filters.ts";
import { instanceTypeCatalog, type InstanceTypeFacts } from "./instance-type-catalog.ts";
import { pageOf, place } from "./listing.ts";
import { badValue, stopIfDryRun } from "./refuse.ts";
import type { Ec2Resource } from "./resource.ts";

const noTags = new Map<string, string>();

function project(facts: InstanceTypeFacts): InstanceTypeInfo {
  return {
    InstanceType: facts.name as _InstanceType, // The catalog's names are a subset of the SDK's.
    BareMetal: false,
    BurstablePerformanceSupported: facts.burstable,
    CurrentGeneration: !facts.name.startsWith("t2."),
    FreeTierEligible: ["t2.micro", "t3.micro"].includes(facts.name),
    Hypervisor: facts.hypervisor,
    InstanceStorageSupported: false,
    MemoryInfo: { SizeInMiB: facts.memoryMib },
    NetworkInfo: {
      MaximumNetworkInterfaces: facts.maxInterfaces,
      Ipv4AddressesPerInterface: facts.addressesPerInterface,
      EnaSupport: "required",
    },
    ProcessorInfo: { SupportedArchitectures: [facts.architecture] },
    SupportedRootDeviceTypes: ["ebs"],
    SupportedUsageClasses: ["on-demand", "spot"],
    SupportedVirtualizationTypes: ["hvm"],
    VCpuInfo: { DefaultVCpus: facts.vcpus },
  };
}

/** The instance types, and where they are offered. */
export const instanceType: Ec2Resource = {
  operations: {
    /** DescribeInstanceTypes: those of the catalog. */
    DescribeInstanceTypes({ input }) {
      stopIfDryRun(input);
      const unknown = (input.InstanceTypes ?? []).filter((name) => !instanceTypeCatalog.has(name));
      if (unknown.length > 0) {
        throw new AwsError(
          "InvalidInstanceType",
          `The following supplied instance types do not exist: [${unknown.join(", ")}]`,
        );
      }
      const all = [...instanceTypeCatalog.values()]
        .filter(
          ({ name }) =>
            input.InstanceTypes === undefined ||
            input.InstanceTypes.length === 0 ||
            input.InstanceTypes.some((wanted) => wanted === name),
        )
        .map((facts, order) => ({ ...facts, order, tags: noTags }));
      const chosen = filtered(all, input.Filters, {
        "instance-type": ({ name }) => name,
        "bare-metal": () => false,
        "burstable-performance-supported": ({ burstable }) => burstable,
        "current-generation": ({ name }) => !name.startsWith("t2."),
        hypervisor: ({ hypervisor }) => hypervisor,
        "instance-storage-supported": () => false,
        "memory-info.size-in-mib": ({ memoryMib }) => memoryMib,
        "network-info.maximum-network-interfaces": ({ maxInterfaces }) => maxInterfaces,
        "processor-info.supported-architecture": ({ architecture }) => architecture,
        "supported-root-device-type": () => "ebs",
        "supported-virtualization-type": () => "hvm",
        "vcpu-info.default-vcpus": ({ vcpus }) => vcpus,
      });
      const { rows, NextToken } = pageOf(chosen, ({ order }) => place(order), input, [5, 100]);
      return { InstanceTypes: rows.map(project), NextToken };
    },

    /** DescribeInstanceTypeOfferings: every type of the catalog, in every zone. */
    DescribeInstanceTypeOfferings({ input, account }) {
      stopIfDryRun(input);
      const locations = {
        region: [account.region],
        "availability-zone": account.zones,
        "availability-zone-id": account.zones.map((zone) => zoneIdOf(account, zone)),
      };
      const type = input.LocationType ?? "region";
      const places: readonly string[] | undefined = entryOf(locations, type);
      if (places === undefined)
        throw badValue(type, "locationType", `Expected one of ${Object.keys(locations).join(", ")}.`);
      const all = [...instanceTypeCatalog.keys()]
        .flatMap((name) => places.map((location) => ({ name, location })))
        .map((offering, order) => ({ ...offering, order, tags: noTags }));
      const chosen = filtered(all, input.Filters, {
        "instance-type": ({ name }) => name,
        location: ({ location }) => location,
      });
      const { rows, NextToken } = pageOf(chosen, ({ order }) => place(order), input);
      return {
        InstanceTypeOfferings: rows.map(({ name, location }) => ({
          InstanceType: name as _InstanceType,
          LocationType: type,
          Location: location,
        })),
        NextToken,
      };
    },
  },
};
