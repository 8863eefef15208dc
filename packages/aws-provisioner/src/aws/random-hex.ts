/** That many bytes from a source of numbers from 0 up to 1, in hexadecimal. */
export function randomHex(random: () => number, bytes: number): string {
  const digits = Array.from({ length: bytes }, () =>
    Math.floor(random() * 256)
      .toString(16)
      .padStart(2, "0"),
  );
  return digits.join("");
}
