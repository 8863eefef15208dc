import type { Filter } from "@aws-sdk/client-ec2";

/**
 * By what EC2 finds things that are sought beside their tags: filters from their fields, in which references
 * may stand, and the networks in which they may lie. Undefined where too little is known.
 */
export type Whereabouts<Props> = (sought: readonly Props[], vpcIds: readonly string[]) => readonly Filter[] | undefined;

/** Of what lies in a network: everything there. */
export function inNetwork(_sought: readonly unknown[], vpcIds: readonly string[]): readonly Filter[] | undefined {
  return vpcIds.length === 0 ? undefined : [{ Name: "vpc-id", Values: [...vpcIds] }];
}

/** Of what an account has few of: all of them. */
export function anywhere(): readonly Filter[] {
  return [];
}
