/** An IPv4 range: numbers for arithmetic, `cidr` for print. */
export interface Block {
  readonly cidr: string;
  readonly first: number;
  readonly last: number;
  readonly prefix: number;
}

const octet = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const addressForm = new RegExp(`^${octet}(?:\\.${octet}){3}$`);
const prefixForm = /^(?:3[0-2]|[12]?\d)$/;

/**
 * The block that a CIDR such as `10.10.0.0/16` names, or undefined when the text is none. Bits after the
 * prefix are cut off.
 */
export function parseBlock(text: string): Block | undefined {
  const [head = "", tail = "", ...rest] = text.split("/");
  const address = parseAddress(head);
  if (address === undefined || !prefixForm.test(tail) || rest.length > 0) return undefined;
  const size = blockSize(Number(tail));
  return blockAt(address - (address % size), Number(tail));
}

/** The block of that prefix which begins at an address. */
export function blockAt(first: number, prefix: number): Block {
  return { cidr: `${formatAddress(first)}/${prefix}`, first, last: first + blockSize(prefix) - 1, prefix };
}

/** How many addresses a block of that prefix holds. */
export function blockSize(prefix: number): number {
  return 2 ** (32 - prefix);
}

/** An IPv4 address as a number, or undefined when the text is none. */
export function parseAddress(text: string): number | undefined {
  if (!addressForm.test(text)) return undefined;
  return text.split(".").reduce((address, number) => address * 256 + Number(number), 0);
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
