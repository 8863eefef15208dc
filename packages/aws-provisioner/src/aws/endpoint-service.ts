/**
 * The name under which a region offers a service to VPC endpoints: `com.amazonaws.us-west-2.s3`. In the
 * European Sovereign Cloud it begins with the domain of that partition, `eu.amazonaws` (AWS CDK,
 * InterfaceVpcEndpointAwsService).
 */
export function endpointService(region: string, service: string): string {
  return `${region.startsWith("eusc-") ? "eu" : "com"}.amazonaws.${region}.${service}`;
}
