import type { Call } from "./call.ts";

/**
 * Limits of one attempt for the SDK's own handler of requests, in milliseconds: until there is a connection,
 * for a socket on which nothing comes, and until the answer begins. By default it has none.
 */
export const handlerLimits = {
  connectionTimeout: 5000,
  socketTimeout: 15_000,
  requestTimeout: 25_000,
  throwOnRequestTimeout: true,
} as const;

/** Calls that AWS may take longer over, and whose answers are long. */
const long = /^(?:RunInstances|DescribeInstances|GetAccountAuthorizationDetails|PutObject|GetObject)$/;

/** Seconds after which an attempt is given up, from its start to the last byte of its answer. */
export function limitOf({ operation }: Pick<Call, "operation">): number {
  return long.test(operation) ? 60 : 30;
}
