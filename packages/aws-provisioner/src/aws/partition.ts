/**
 * Partitions of AWS, and how the names of their regions begin.
 *
 * Source: botocore, `partitions.json`.
 */
const beginnings = {
  "aws-cn": /^cn-/,
  "aws-us-gov": /^us-gov-/,
  "aws-eusc": /^eusc-/,
  "aws-iso": /^us-iso-/,
  "aws-iso-b": /^us-isob-/,
  "aws-iso-e": /^eu-isoe-/,
  "aws-iso-f": /^us-isof-/,
  aws: /^(?!cn-|eusc-)/,
} as const;

/** The first part of every ARN: `aws`, `aws-cn`, `aws-eusc`, ... */
export type Partition = keyof typeof beginnings;

export const partitions = Object.keys(beginnings) as readonly Partition[];

/** The partition in which a region lies, by its name. */
export function partitionOf(region: string): Partition {
  return partitions.find((partition) => beginnings[partition].test(region)) ?? "aws";
}
