/** One instance type: what decides whether a launch works. */
export interface InstanceTypeFacts {
  readonly name: string;
  readonly architecture: "x86_64" | "arm64";
  readonly vcpus: number;
  readonly memoryMib: number;
  readonly maxInterfaces: number;
  readonly addressesPerInterface: number;
  readonly burstable: boolean;
  readonly hypervisor: "nitro" | "xen";
}

interface Family {
  readonly name: string;
  readonly architecture: "x86_64" | "arm64";
  /** GiB of memory for each vCPU. */
  readonly memoryRatio: number;
  readonly sizes: readonly Size[];
  readonly hypervisor?: "xen";
}

type Size =
  | "nano"
  | "micro"
  | "small"
  | "medium"
  | "large"
  | "xlarge"
  | "2xlarge"
  | "4xlarge"
  | "8xlarge"
  | "12xlarge"
  | "16xlarge"
  | "24xlarge";

const large: readonly Size[] = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge"];
const graviton: readonly Size[] = [
  "medium",
  "large",
  "xlarge",
  "2xlarge",
  "4xlarge",
  "8xlarge",
  "12xlarge",
  "16xlarge",
];
const burstableSizes: readonly Size[] = ["nano", "micro", "small", "medium", "large", "xlarge", "2xlarge"];

function x86(name: string, memoryRatio: number): Family {
  return { name, architecture: "x86_64", memoryRatio, sizes: large };
}
function arm(name: string, memoryRatio: number): Family {
  return { name, architecture: "arm64", memoryRatio, sizes: graviton };
}

const families: readonly Family[] = [
  { name: "t2", architecture: "x86_64", memoryRatio: 0, sizes: burstableSizes, hypervisor: "xen" },
  { name: "t3", architecture: "x86_64", memoryRatio: 0, sizes: burstableSizes },
  { name: "t3a", architecture: "x86_64", memoryRatio: 0, sizes: burstableSizes },
  { name: "t4g", architecture: "arm64", memoryRatio: 0, sizes: burstableSizes },
  x86("m5", 4),
  x86("m5a", 4),
  x86("m6a", 4),
  x86("m6i", 4),
  x86("m7a", 4),
  x86("m7i", 4),
  x86("c5", 2),
  x86("c5a", 2),
  x86("c6a", 2),
  x86("c6i", 2),
  x86("c7a", 2),
  x86("c7i", 2),
  x86("r5", 8),
  x86("r5a", 8),
  x86("r6a", 8),
  x86("r6i", 8),
  x86("r7a", 8),
  x86("r7i", 8),
  arm("m6g", 4),
  arm("m7g", 4),
  arm("m8g", 4),
  arm("c6g", 2),
  arm("c7g", 2),
  arm("c8g", 2),
  arm("r6g", 8),
  arm("r7g", 8),
  arm("r8g", 8),
];

// The vCPUs, interfaces and addresses by size: Amazon EC2 instance types guide; burstable memory is the same
// in t2 to t4g.
const bySize: Readonly<
  Record<
    Size,
    { readonly vcpus: number; readonly interfaces: number; readonly addresses: number; readonly burstableMib: number }
  >
> = {
  nano: { vcpus: 2, interfaces: 2, addresses: 2, burstableMib: 512 },
  micro: { vcpus: 2, interfaces: 2, addresses: 2, burstableMib: 1024 },
  small: { vcpus: 2, interfaces: 3, addresses: 4, burstableMib: 2048 },
  medium: { vcpus: 2, interfaces: 3, addresses: 6, burstableMib: 4096 },
  large: { vcpus: 2, interfaces: 3, addresses: 10, burstableMib: 8192 },
  xlarge: { vcpus: 4, interfaces: 4, addresses: 15, burstableMib: 16_384 },
  "2xlarge": { vcpus: 8, interfaces: 4, addresses: 15, burstableMib: 32_768 },
  "4xlarge": { vcpus: 16, interfaces: 8, addresses: 30, burstableMib: 0 },
  "8xlarge": { vcpus: 32, interfaces: 8, addresses: 30, burstableMib: 0 },
  "12xlarge": { vcpus: 48, interfaces: 8, addresses: 30, burstableMib: 0 },
  "16xlarge": { vcpus: 64, interfaces: 15, addresses: 50, burstableMib: 0 },
  "24xlarge": { vcpus: 96, interfaces: 15, addresses: 50, burstableMib: 0 },
};

/** The types that the simulated account offers, by name, in every zone of the region. */
export const instanceTypeCatalog: ReadonlyMap<string, InstanceTypeFacts> = new Map(
  families.flatMap(({ name, architecture, memoryRatio, sizes, hypervisor = "nitro" as const }) =>
    sizes.map((size): [string, InstanceTypeFacts] => {
      const { vcpus: usual, interfaces, addresses, burstableMib } = bySize[size];
      const burstable = memoryRatio === 0;
      const vcpus =
        (size === "medium" && !burstable) || (name === "t2" && ["nano", "micro", "small"].includes(size)) ? 1 : usual;
      return [
        `${name}.${size}`,
        {
          name: `${name}.${size}`,
          architecture,
          vcpus,
          burstable,
          hypervisor,
          memoryMib: burstable ? burstableMib : vcpus * memoryRatio * 1024,
          maxInterfaces: size === "medium" && !burstable ? 2 : interfaces,
          addressesPerInterface: size === "medium" && !burstable ? 4 : addresses,
        },
      ];
    }),
  ),
);
