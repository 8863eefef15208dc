/** A seeded stream of numbers: itself a function that returns a float in [0, 1), like `Math.random`. */
export interface Random {
  (): number;
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  /** `length` lower-case hexadecimal digits. */
  hex(length: number): string;
  /** `length` characters drawn from `alphabet`. */
  text(length: number, alphabet: string): string;
  /**
   * A stream of its own that depends only on this stream's seed and the label, not on what was drawn before.
   */
  fork(label: string): Random;
}

/** Makes a {@link Random} (sfc32, 128 bits of state) from any seed; equal seeds give equal streams. */
export function seededRandom(seed: number | string): Random {
  const text = String(seed);
  let [a, b, c, d] = [fnv1a(text, 1), fnv1a(text, 2), fnv1a(text, 3), 1];
  const draw = (): number => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let warmUp = 0; warmUp < 12; warmUp += 1) draw();
  const integer = (min: number, max: number): number => min + Math.floor(draw() * (max - min + 1));
  const pick = (length: number, alphabet: string): string => {
    let picked = "";
    for (let left = length; left > 0; left -= 1) picked += alphabet.charAt(integer(0, alphabet.length - 1));
    return picked;
  };
  return Object.assign(draw, {
    integer,
    hex: (length: number) => pick(length, "0123456789abcdef"),
    text: pick,
    fork: (label: string) => seededRandom(`${text}/${label}`),
  });
}

function fnv1a(text: string, salt: number): number {
  let hash = 0x811c9dc5 ^ Math.imul(salt, 0x9e3779b1);
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash | 0;
}
