import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import type { Account, Slice } from "../state.ts";

/** A hosted zone. */
export interface HostedZoneRecord {
  /** Without `/hostedzone/`. */
  readonly id: string;
  /** With its final dot. */
  readonly name: string;
  readonly callerReference: string;
  readonly isPrivate: boolean;
  comment: string | undefined;
  readonly vpcs: Map<string, string>;
  readonly nameServers: readonly string[];
  readonly tags: Map<string, string>;
  /** By {@link recordKey}. */
  readonly records: Map<string, ResourceRecordSet>;
}

/** A change on its way to the name servers. */
export interface ChangeRecord {
  readonly id: string;
  readonly submitted: number;
  readonly inSyncAt: number;
  readonly comment: string | undefined;
}

/** What Route 53 keeps. */
export interface Route53State {
  readonly zones: Map<string, HostedZoneRecord>;
  readonly changes: Map<string, ChangeRecord>;
}

const slice: Slice<Route53State> = { name: "route53", initial: () => ({ zones: new Map(), changes: new Map() }) };

/** The account's hosted zones. */
export function route53Of(account: Account): Route53State {
  return account.of(slice);
}
