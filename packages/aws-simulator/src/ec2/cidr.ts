/** An IPv4 range; `first` is an unsigned 32-bit number and has no bits set beyond the prefix. */
export interface Cidr {
  readonly first: number;
  /** 0 to 32. */
  readonly prefix: number;
}

/** Reads an IPv4 address; undefined when it is none. */
export function parseAddress(text: string): number | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255))
    return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** Reads `a.b.c.d/n`, clearing the bits beyond the prefix as EC2 does; undefined when it is no IPv4 range. */
export function parseCidr(text: string): Cidr | undefined {
  const [, address = "", digits = ""] = /^([\d.]+)\/(\d{1,2})$/.exec(text) ?? [];
  const first = parseAddress(address);
  const prefix = Number(digits);
  if (first === undefined || digits === "" || prefix > 32) return undefined;
  return { first: first - (first % 2 ** (32 - prefix)), prefix };
}

export function printAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

export function printCidr({ first, prefix }: Cidr): string {
  return `${printAddress(first)}/${prefix}`;
}

/** How many addresses the range holds. */
export function sizeOf({ prefix }: Cidr): number {
  return 2 ** (32 - prefix);
}

export function contains(range: Cidr, { first, prefix }: Cidr): boolean {
  return prefix >= range.prefix && first >= range.first && first < range.first + sizeOf(range);
}

export function overlap(a: Cidr, b: Cidr): boolean {
  return contains(a, b) || contains(b, a);
}
