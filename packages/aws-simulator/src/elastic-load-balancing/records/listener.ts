import type { Action } from "@aws-sdk/client-elastic-load-balancing-v2";
import { table } from "../../resource.ts";
import type { Account } from "../../state.ts";
import { balancingError, checkArn } from "../errors.ts";

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
export const listeners = table<ListenerRecord>("elastic-load-balancing/listeners");

/** Finds a listener by ARN. */
export function listenerAt(account: Account, arn: string): ListenerRecord {
  checkArn(arn, "listener", "listener");
  const found = account.of(listeners).get(arn);
  if (found === undefined) throw balancingError("ListenerNotFound", `Listener '${arn}' not found`);
  return found;
}
