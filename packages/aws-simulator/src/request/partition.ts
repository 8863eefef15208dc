/** The partition that an ARN of this region names: `aws`, `aws-cn` or `aws-us-gov`. */
export const partitionOf = (region: string): string => (region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws");
