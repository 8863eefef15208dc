/** A part of AWS that shares no account, name or credential with the others. */
interface Partition {
  /** What its ARNs begin with, after `arn:`. */
  readonly id: string;
  /** What the names of its endpoints end with. */
  readonly dnsSuffix: string;
}

const commercial: Partition = { id: "aws", dnsSuffix: "amazonaws.com" };

// By the first word or words of a region's name; botocore 1.43.107, data/partitions.json.
const others: readonly (readonly [regions: string, partition: Partition])[] = [
  ["cn-", { id: "aws-cn", dnsSuffix: "amazonaws.com.cn" }],
  ["eusc-", { id: "aws-eusc", dnsSuffix: "amazonaws.eu" }],
  ["us-gov-", { id: "aws-us-gov", dnsSuffix: "amazonaws.com" }],
  ["us-iso-", { id: "aws-iso", dnsSuffix: "c2s.ic.gov" }],
  ["us-isob-", { id: "aws-iso-b", dnsSuffix: "sc2s.sgov.gov" }],
  ["eu-isoe-", { id: "aws-iso-e", dnsSuffix: "cloud.adc-e.uk" }],
  ["us-isof-", { id: "aws-iso-f", dnsSuffix: "csp.hci.ic.gov" }],
];

function partitionWith(region: string): Partition {
  return others.find(([start]) => region.startsWith(start))?.[1] ?? commercial;
}

/** The partition that an ARN of this region names: `aws`, `aws-cn`, `aws-eusc`, ... */
export function partitionOf(region: string): string {
  return partitionWith(region).id;
}

/** What the names of this region's endpoints end with: `amazonaws.com`, `amazonaws.com.cn`, ... */
export function dnsSuffixOf(region: string): string {
  return partitionWith(region).dnsSuffix;
}
