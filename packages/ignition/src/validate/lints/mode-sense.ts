import { findingAt, type Lint } from "./lint.ts";

/**
 * A mode that is hardly meant: octal digits written as a decimal number, more for others than for the owner,
 * writable by all.
 */
export const modeSense: Lint = function* ({ all }) {
  for (const [{ mode }, path] of [...all("File"), ...all("Directory")]) {
    if (mode === undefined || mode < 0 || mode > 0o7777) continue;
    const octal = `0${mode.toString(8)}`;
    const digits = String(mode);
    if (!isUsual(mode) && /^[0-7]{3,4}$/.test(digits) && isUsual(Number.parseInt(digits, 8))) {
      const meant = Number.parseInt(digits, 8);
      yield findingAt("warning", path, "mode", `${mode} is mode ${octal}`, `For mode 0${digits} write ${meant}.`);
      continue;
    }
    if ((mode & 0o002) !== 0 && (mode & 0o1000) === 0) {
      yield findingAt("warning", path, "mode", `mode ${octal} lets everyone write`, "Clear the bit 0002.");
    } else if (!isDescending(mode)) {
      yield findingAt("warning", path, "mode", `mode ${octal} gives group or others what the owner does not have`);
    }
  }
};

function isDescending(mode: number): boolean {
  const [owner, group, others] = [(mode >> 6) & 7, (mode >> 3) & 7, mode & 7];
  return (owner & group) === group && (group & others) === others;
}

function isUsual(mode: number): boolean {
  return mode === 0 || ((mode & 0o400) !== 0 && isDescending(mode) && (mode & 0o002) === 0);
}
