import type { Duration } from "./duration.ts";

/**
 * Seconds of every transition that goes on after its request is answered. "derived" is computed from
 * published runs, "measured" names who measured it, "assumed" has no published basis.
 */
export const transitions = {
  vpcAvailable: { typical: 0.5, range: [0.2, 1] }, // assumed
  natGatewayAvailable: { typical: 100, range: [85, 115] }, // derived
  natGatewayDeleted: { typical: 68, range: [45, 90] }, // derived
  instanceRunning: { typical: 14, range: [12, 16] }, // derived
  instanceTerminated: { typical: 45, range: [30, 60] }, // derived; the tail is longer (kops#4128, #5410), as a life may say
  instanceStopped: { typical: 30, range: [15, 60] }, // assumed
  volumeAvailable: { typical: 2, range: [1, 5] }, // assumed
  volumeAttached: { typical: 2, range: [1, 5] }, // assumed
  volumeModified: { typical: 10, range: [5, 30] }, // EBS user guide: a size change takes seconds until then
  volumeOptimized: { typical: 1_200, range: [300, 21_600] }, // assumed; the guide: 6 h for a full 1 TiB volume
  volumeDetached: { typical: 5, range: [2, 10] }, // assumed
  interfaceEndpointAvailable: { typical: 60, range: [30, 90] }, // assumed
  interfaceEndpointDeleted: { typical: 60, range: [30, 120] }, // assumed
  freshInstanceProfileUsable: { typical: 7.91, range: [6.9, 9] }, // measured, cdkd-bench
  reusedInstanceProfileUsable: { typical: 1.49, range: [1.4, 1.6] }, // measured, cdkd-bench
  applicationLoadBalancerActive: { typical: 156, range: [90, 180] }, // measured as the cost of waiting
  networkLoadBalancerActive: { typical: 156, range: [90, 180] }, // assumed like the application load balancer
  networkTargetHealthy: { typical: 270, range: [240, 300] }, // aws-load-balancer-controller#1786
  applicationTargetHealthy: { typical: 30, range: [10, 60] }, // assumed: a few health-check intervals
  loadBalancerInterfacesGone: { typical: 120, range: [60, 300] }, // assumed: minutes
  groupActs: { typical: 5, range: [1, 10] }, // assumed: from a group's need of an instance to its launch
  groupNoticesLoss: { typical: 60, range: [30, 90] }, // assumed: an instance ended behind the group's back
  groupRetriesLaunch: { typical: 30, range: [15, 60] }, // assumed: after a failed activity
  groupDrained: { typical: 210, range: [120, 300] }, // cloud-nuke#3
  taggingIndexHears: { typical: 60, range: [5, 1_200] }, // assumed; minutes are reported
  taggingIndexForgets: { typical: 1_200, range: [1_200, 3_600] }, // aws-cli#4173: 20 minutes and longer
  recordsInSync: { typical: 30, range: [15, 60] }, // assumed: Route 53 documents 60 s
  bootAndElection: { typical: 45, range: [30, 60] }, // derived
  newIdUnseen: { typical: 1, range: [0, 5] }, // assumed: read-after-create and list-by-tag lag
} as const satisfies Record<string, Duration>;

/** The name of one transition. */
export type Transition = keyof typeof transitions;
