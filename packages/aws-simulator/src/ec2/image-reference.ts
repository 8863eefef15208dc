import { AwsError } from "../aws-error.ts";
import type { Moment, Slice } from "../state.ts";
import { publicImageParameters } from "./canned-images.ts";

/** How EC2 reads the account's own SSM parameters. */
export interface ParameterSource {
  /** The parameter's value as of now; `selector` is a version or a label. */
  read?: (moment: Moment, name: string, selector: string | undefined) => string | undefined;
}

/**
 * Where SSM puts its way to read parameters, so that `resolve:ssm:` finds those that the account has made.
 */
export const parameterSource: Slice<ParameterSource> = { name: "ec2/parameter-source", initial: () => ({}) };

/**
 * Turns `resolve:ssm:<name>[:<version or label>]` into the image id that the parameter holds; leaves an id as
 * it is.
 */
export function resolveImage(moment: Moment, reference: string): string {
  const [, name, selector] = /^resolve:ssm:(\/?[^:]+)(?::(.+))?$/.exec(reference) ?? [];
  if (name === undefined) return reference;
  const { read } = moment.account.of(parameterSource);
  const value = publicImageParameters(moment.account.region).get(name) ?? read?.(moment, name, selector);
  if (value !== undefined) return value;
  throw new AwsError(
    "InvalidParameterValue",
    `Value (${reference}) for parameter imageId is invalid. The SSM parameter ${name} does not exist.`,
  );
}
