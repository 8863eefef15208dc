/** An IPv4 range; `first` is an unsigned 32-bit number and has no bits set beyond the prefix. */
export interface Cidr {
  readonly first: number;
  /** 0 to 32. */
  readonly prefix: number;
}

/** Reads an IPv4 address; undefined when it is none. */
export const parseAddress = (text: string): number | undefined => {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
};

/** Reads `a.b.c.d/n`, clearing the bits beyond the prefix as EC2 does; undefined when it is no IPv4 range. */
export const parseCidr = (text: string): Cidr | undefined => {
  const [, address = "", digits = ""] = /^([\d.]+)\/(\d{1,2})$/.exec(text) ?? [];
  const first = parseAddress(address);
  const prefix = Number(digits);
  if (first === undefined || digits === "" || prefix > 32) return undefined;
  return { first: first - (first % 2 ** (32 - prefix)), prefix };
};

export const printAddress = (address: number): string => [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");

export const printCidr = ({ first, prefix }: Cidr): string => `${printAddress(first)}/${prefix}`;

/** How many addresses the range holds. */
export const sizeOf = ({ prefix }: Cidr): number => 2 ** (32 - prefix);

export const contains = (range: Cidr, { first, prefix }: Cidr): boolean =>
  prefix >= range.prefix && first >= range.first && first < range.first + sizeOf(range);

export const overlap = (a: Cidr, b: Cidr): boolean => contains(a, b) || contains(b, a);
