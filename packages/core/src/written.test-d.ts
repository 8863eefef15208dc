import { expectTypeOf, it } from "vitest";
import type { allowanceFields, Allowance } from "./cluster/allowance.ts";
import type { dataVolumeFields, DataVolumeOptions } from "./cluster/data-volume.ts";
import type { etcdOptionsSchema, EtcdOptions } from "./cluster/etcd.ts";
import type { exposureFields, healthSchema, ExposureOptions, HealthCheckOptions } from "./cluster/exposure.ts";
import type { imageFields, ImageOptions } from "./cluster/image.ts";
import type { machinesOptionsSchema, MachinesOptions } from "./cluster/machines.ts";
import type { roleSchema, RoleOptions } from "./cluster/role.ts";
import type { secretUseFields, SecretUseOptions } from "./cluster/secret-use.ts";
import type { windowSchema, UpdateWindow } from "./cluster/updates.ts";
import type { workersOptionsSchema, WorkersOptions } from "./cluster/workers.ts";
import type {
  existingNetworkOptionsSchema,
  subnetOptions,
  ExistingNetworkOptions,
  ExistingSubnetOptions,
} from "./network/existing-network.ts";
import type { networkOptionsSchema, NetworkOptions } from "./network/network.ts";
import type { tierOptionsSchema, TierOptions } from "./network/tier.ts";
import type {
  contentSchema,
  fileFields,
  userFields,
  ContentOptions,
  NodeFileOptions,
  NodeUser,
} from "./node/content.ts";
import type { secretOptionsSchema, SecretOptions } from "./secret.ts";
import type { Written } from "./written.ts";

// What a person writes stands as interfaces, because declarations that are inferred from a schema lose their
// docs.
it("what a person writes is what the schemas read", () => {
  expectTypeOf<Written<typeof tierOptionsSchema>>().toEqualTypeOf<TierOptions>();
  expectTypeOf<Written<typeof networkOptionsSchema>>().toEqualTypeOf<NetworkOptions>();
  expectTypeOf<Written<typeof subnetOptions>>().toEqualTypeOf<ExistingSubnetOptions>();
  expectTypeOf<Written<typeof existingNetworkOptionsSchema>>().toEqualTypeOf<ExistingNetworkOptions>();
  expectTypeOf<Written<typeof allowanceFields>>().toEqualTypeOf<Allowance>();
  expectTypeOf<Written<typeof dataVolumeFields>>().toEqualTypeOf<DataVolumeOptions>();
  expectTypeOf<Written<typeof windowSchema>>().toEqualTypeOf<UpdateWindow>();
  expectTypeOf<Written<typeof imageFields>>().toEqualTypeOf<ImageOptions>();
  expectTypeOf<Written<typeof secretUseFields>>().toEqualTypeOf<SecretUseOptions>();
  expectTypeOf<Written<typeof healthSchema>>().toEqualTypeOf<HealthCheckOptions>();
  expectTypeOf<Written<typeof exposureFields>>().toEqualTypeOf<ExposureOptions>();
  expectTypeOf<Written<typeof roleSchema>>().toEqualTypeOf<RoleOptions>();
  expectTypeOf<Written<typeof workersOptionsSchema>>().toEqualTypeOf<WorkersOptions>();
  expectTypeOf<Written<typeof fileFields>>().toEqualTypeOf<NodeFileOptions>();
  expectTypeOf<Written<typeof userFields>>().toEqualTypeOf<NodeUser>();
  expectTypeOf<Written<typeof contentSchema>>().toEqualTypeOf<ContentOptions>();
  expectTypeOf<Written<typeof secretOptionsSchema>>().toEqualTypeOf<SecretOptions>();
});

it("members and machines take no more than the schemas read", () => {
  expectTypeOf<keyof Written<typeof etcdOptionsSchema>>().toEqualTypeOf<keyof EtcdOptions>();
  expectTypeOf<EtcdOptions>().toExtend<Written<typeof etcdOptionsSchema>>();
  expectTypeOf<MachinesOptions>().toExtend<Written<typeof machinesOptionsSchema>>();
});
