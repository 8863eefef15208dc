export { createCluster } from "./cluster/create-cluster.ts";
export { planCluster } from "./cluster/plan-cluster.ts";
export { type AppliedResource, applyPlan } from "./cluster/apply-plan.ts";
export { destroyCluster, type DestroyReport, planDestroy } from "./cluster/destroy-cluster.ts";
export { type ClusterDescription, describeCluster } from "./cluster/describe-cluster.ts";
export { createNetwork, planNetwork } from "./cluster/network-only.ts";
export {
  type PermissionScope,
  type Policy,
  type PolicyStatement,
  requiredPermissions,
} from "./cluster/required-permissions.ts";
export { type PrintPlanOptions, printPlan } from "./engine/print-plan.ts";
export { type PrintGraphOptions, printGraph } from "./engine/print-graph.ts";
export { printEvent, type PrintEventOptions } from "./engine/print-event.ts";

export type { Cluster, EtcdOutputs, PoolOutputs, ServiceOutputs } from "./cluster/cluster.ts";
export type { ApplyOptions, LookOptions, PlanOptions } from "./cluster/options.ts";
export type { ClientConfiguration, Connection, Disclosure, DrawnPurpose } from "./aws/connection.ts";
export { readPlan, savePlan } from "./engine/compact/save-plan.ts";
export { type Notice, type Plan, type PlanCounts, planCounts, type PlanStep } from "./engine/plan.ts";
export type { Change } from "./engine/diff.ts";
export type { Resource, Turn } from "./engine/graph.ts";
export type { Ref } from "./engine/ref.ts";
export type { RunEvent, RunReport, StepTiming } from "./engine/event.ts";
export type { Run } from "./engine/run.ts";
export { type ErrorCode, ProvisionError } from "./engine/error.ts";
export { DrydockError, OptionError } from "@drydock/systemd/ground";
export { type SignalOptions, withSignals } from "./signals/with-signals.ts";
export type { Stop } from "./signals/heed-signals.ts";
export { type Clock, systemClock } from "./engine/clock.ts";
export { type Ledger, type LedgerRecord, memoryLedger } from "./engine/ledger.ts";
export { fileLedger } from "./engine/file-ledger.ts";
export { bucketLog } from "./aws/recording/bucket-log.ts";
export { flightLog } from "./aws/recording/file-log.ts";
export { memoryLog, type MemoryLog } from "./aws/recording/memory-log.ts";
export type { FlightLog, LoggedRun, LogPlace, LogSink } from "./aws/recording/flight-log.ts";
export { type S3Ledger, s3Ledger, type S3LedgerOptions } from "./aws/ledger/s3-ledger.ts";
export type { LedgerStore, Stored, StoredLedger, StoreSite } from "./engine/ledger-store.ts";
export type { Holder } from "./engine/lease/holder.ts";
