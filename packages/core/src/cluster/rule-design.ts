/** Who may reach ports of nodes or of a balancer. */
export interface RuleDesign {
  readonly protocol: "tcp" | "udp" | "icmp" | "all";
  readonly ports: readonly [from: number, to: number] | undefined;
  readonly from:
    | { readonly role: string }
    | { readonly balancer: string }
    | { readonly cidr: string }
    | { readonly world: true };
  readonly description: string;
}
