/** Whether it is shaped as the names of regions are: `us-west-2`, `us-gov-east-1`, `eusc-de-east-1`. */
export function isRegionName(name: string): boolean {
  return /^(?:[a-z]{2}|eusc)(-[a-z]+)+-\d$/.test(name);
}
