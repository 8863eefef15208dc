/** How much of something an account may have; the defaults are Amazon VPC's published quotas. */
export interface Quotas {
  readonly vpcs: number;
  readonly internetGateways: number;
  readonly addresses: number;
  readonly natGatewaysPerZone: number;
  readonly subnetsPerVpc: number;
  readonly routeTablesPerVpc: number;
  readonly routesPerTable: number;
  /** Inbound and outbound each. */
  readonly rulesPerGroup: number;
  readonly groupsPerInterface: number;
}

/** The quotas of an account that has asked for no increase (Amazon VPC user guide, quotas). */
export const defaultQuotas: Quotas = {
  vpcs: 5,
  internetGateways: 5,
  addresses: 5,
  natGatewaysPerZone: 5,
  subnetsPerVpc: 200,
  routeTablesPerVpc: 200,
  routesPerTable: 50,
  rulesPerGroup: 60,
  groupsPerInterface: 5,
};
