import { AwsError } from "../aws-error.ts";
import { seededRandom } from "../random.ts";

/** The services that have endpoints of type Gateway (VPC guide, "Gateway endpoints"). */
export const gatewayServices: readonly string[] = ["s3", "dynamodb"];

/**
 * The service that an endpoint service's name ends with: `s3` of `com.amazonaws.eu-central-1.s3`.
 *
 * @throws AwsError - InvalidServiceName for a name of another region or form.
 */
export function serviceOf(region: string, name: string): string {
  // AWS CDK, InterfaceVpcEndpointAwsService: the sovereign cloud's names begin with its own domain.
  const prefix = `${region.startsWith("eusc-") ? "eu" : "com"}.amazonaws.${region}.`;
  const service = name.slice(prefix.length);
  if (name.startsWith(prefix) && /^[a-z0-9.-]+$/.test(service)) return service;
  throw new AwsError("InvalidServiceName", `The Vpc Endpoint Service '${name}' does not exist`);
}

/** A made-up prefix list, the same for each service in every account. */
export function prefixListOf(service: string): string {
  return `pl-${seededRandom(`prefix-list/${service}`).hex(8)}`;
}
