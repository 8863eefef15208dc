/**
 * What the description of a rule ends with that Drydock wrote. It comes with the rule in one call and is
 * listed with its group; a tag of the rule would take a listing of its own (EC2 API reference, IpPermission
 * and DescribeSecurityGroupRules).
 */
const mark = " (drydock)";

/** The description of a rule as Drydock writes it. With it, EC2 takes 255 characters. */
export function byDrydock(description: string): string {
  return `${description}${mark}`;
}

export function isByDrydock(description: string): boolean {
  return description.endsWith(mark);
}

/** A description as a blueprint has it. */
export function withoutMark(description: string): string {
  return isByDrydock(description) ? description.slice(0, -mark.length) : description;
}
