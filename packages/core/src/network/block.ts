import { parseCidr } from "cidr-tools";

/** An IPv4 range: numbers for arithmetic, `cidr` for print. */
export interface Block {
  readonly cidr: string;
  readonly first: number;
  readonly last: number;
  readonly prefix: number;
}

const octet = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const addressForm = new RegExp(`^${octet}(\\.${octet}){3}$`);
const blockForm = new RegExp(`^${octet}(\\.${octet}){3}/(3[0-2]|[12]?\\d)$`);

/**
 * The block that a CIDR such as `10.10.0.0/16` names, or undefined when the text is none. Bits after the
 * prefix are cut off.
 */
export function parseBlock(text: string): Block | undefined {
  if (!blockForm.test(text)) return undefined;
  const { start, end, prefix } = parseCidr(text);
  return blockAt(Number(start), Number(prefix), Number(end));
}

/** The block of that prefix which begins at an address. */
export function blockAt(first: number, prefix: number, last: number = first + blockSize(prefix) - 1): Block {
  return { cidr: `${formatAddress(first)}/${prefix}`, first, last, prefix };
}

/** How many addresses a block of that prefix holds. */
export function blockSize(prefix: number): number {
  return 2 ** (32 - prefix);
}

/** An IPv4 address as a number, or undefined when the text is none. */
export function parseAddress(text: string): number | undefined {
  return addressForm.test(text) ? Number(parseCidr(text).start) : undefined;
}

/** A number as a dotted IPv4 address. */
export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join(".");
}

/** Whether an address, or a whole block, lies inside a block. */
export function isInside(inner: number | Block, outer: Block): boolean {
  const { first, last } = typeof inner === "number" ? { first: inner, last: inner } : inner;
  return first >= outer.first && last <= outer.last;
}

/** Whether two blocks share an address. */
export function overlaps(a: Block, b: Block): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/**
 * What AWS keeps in a subnet's block: the first four addresses and the last. Source: the VPC user guide,
 * "Subnet sizing".
 */
export function isReserved(address: number, subnet: Block): boolean {
  return address < subnet.first + 4 || address === subnet.last;
}
