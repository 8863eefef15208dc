import { digest } from "../engine/digest.ts";

const balancingLimit = 32;

/**
 * A name for a load balancer or target group: at most 32 letters, digits and hyphens. It ends in a digest of what cannot change
 * in place, so that a replacement bears another name and can be made before the old one goes.
 */
export function balancingName(cluster: string, name: string, fixed: unknown): string {
  const suffix = digest([cluster, name, fixed]).slice(0, 6);
  const words = `${cluster}-${name}`.replace(/[^A-Za-z0-9]+/g, "-").slice(0, balancingLimit - suffix.length - 1);
  return `${words.replace(/^-+|-+$/g, "")}-${suffix}`;
}

/** The IAM path under which a cluster's roles and profiles are found; IAM is one for all regions. */
export function iamPath(region: string, cluster: string): string {
  return `/drydock/${region}/${cluster}/`;
}

/** A role's or profile's name, unique in the account: 64 characters are IAM's limit. */
export function iamName(region: string, cluster: string, role: string): string {
  const name = `${cluster}-${role}-${region}`;
  return name.length <= 64 ? name : `${name.slice(0, 57)}-${digest(name).slice(0, 6)}`;
}

export function secretName(cluster: string, secret: string): string {
  return `${cluster}/${secret}`;
}

export function parameterName(cluster: string, parameter: string): string {
  return `/drydock/${cluster}/${parameter}`;
}

export function bucketName(account: string, cluster: string, bucket: string): string {
  return `drydock-${account}-${cluster}-${bucket}`;
}

/** Identity of a launch template: its name is its key in the region. */
export function templateName(cluster: string, name: string): string {
  return `drydock/${cluster}/${name}`;
}
