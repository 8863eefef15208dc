import type { Action } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Account } from "../../state.ts";
import { balancingTable } from "../table.ts";

/** A listener. */
export interface ListenerRecord {
  readonly arn: string;
  readonly loadBalancerArn: string;
  protocol: string;
  port: number;
  actions: Action[];
  certificates: string[];
  sslPolicy: string | undefined;
  alpn: string[];
  readonly tags: Map<string, string>;
}

/** The account's listeners by ARN. */
export const listeners = balancingTable<ListenerRecord>({
  type: "listener",
  noun: "listener",
  notFound: "ListenerNotFound",
  // The words: aws-load-balancer-controller issue 1157.
  missing: () => "One or more listeners not found",
});

/** The listeners of a load balancer. */
export function listenersOf(account: Account, loadBalancerArn: string): ListenerRecord[] {
  return [...account.of(listeners).values()].filter((listener) => listener.loadBalancerArn === loadBalancerArn);
}
