import type { Etcd } from "./etcd.ts";

/** Name of the parameter that holds the cluster token of etcd. */
export const tokenParameter = "etcd/token";

/** A value made once, when the cluster is created, and kept for its life. */
export interface ParameterDesign {
  /** Name within the cluster: `etcd/token`. */
  readonly name: string;
  readonly value: { readonly generated: "token" } | { readonly text: string };
}

/** The parameters of a cluster: the token of its etcd, if it has one. */
export function parameterDesigns(etcd: Etcd | undefined): ParameterDesign[] {
  return etcd === undefined ? [] : [{ name: tokenParameter, value: { generated: "token" } }];
}
