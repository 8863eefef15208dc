import { accessKeys } from "./access-keys.ts";
import { allowances } from "./allowances.ts";
import { dataVolumes } from "./data-volumes.ts";
import { etcdMembers } from "./etcd-members.ts";
import type { Rule } from "./examined.ts";
import { existingSubnets } from "./existing-subnets.ts";
import { balancers, exposures } from "./exposures.ts";
import { fixedAddresses } from "./fixed-addresses.ts";
import { machineKinds } from "./machine-kinds.ts";
import { names } from "./names.ts";
import { networkGateways } from "./network-gateways.ts";
import { networkRange } from "./network-range.ts";
import { networkTiers } from "./network-tiers.ts";
import { networkZones } from "./network-zones.ts";
import { nodeFiles } from "./node-files.ts";
import { nodeUnits } from "./node-units.ts";
import { poolSizes } from "./pool-sizes.ts";
import { secretSources, secretUses } from "./secrets.ts";
import { tags } from "./tags.ts";
import { updateWindows } from "./update-windows.ts";
import { wayOut } from "./way-out.ts";

/** Every rule, from the network upward: the order in which problems are listed. */
export const rules: readonly Rule[] = [
  names,
  tags,
  networkRange,
  networkZones,
  networkTiers,
  networkGateways,
  existingSubnets,
  fixedAddresses,
  etcdMembers,
  poolSizes,
  machineKinds,
  dataVolumes,
  wayOut,
  exposures,
  balancers,
  allowances,
  accessKeys,
  updateWindows,
  secretSources,
  secretUses,
  nodeUnits,
  nodeFiles,
];
