import { checkOptions, valueLike } from "@drydock/systemd/ground";
import type { Config } from "../spec/ignition-config.ts";
import { configEntries } from "./config-entries.ts";
import { gzip } from "./gzip.ts";

/** What one entry of the config costs in user data. */
export interface BreakdownPart {
  /** `$.storage.files.0`. */
  readonly path: string;
  /** The entry's own name: a file's path, a unit's name, a user's name. */
  readonly name: string;
  /** Bytes of its JSON. */
  readonly jsonBytes: number;
  /**
   * Bytes of user data it accounts for. In packed user data its share, by how well it packs alone; the parts
   * and the frame add up to the total.
   */
  readonly userDataBytes: number;
}

/** Where the bytes of user data go. */
export interface Breakdown {
  /** Bytes of user data, before the base64 that an API may ask for. */
  readonly total: number;
  readonly limit: number;
  /** Bytes of what belongs to no entry: version, brackets, the envelope's own text. */
  readonly frame: number;
  /** Largest first. */
  readonly parts: readonly BreakdownPart[];
}

/** The breakdown of user data that holds the config as plain JSON. */
export function plainBreakdown(config: Config, total: number, limit: number): Breakdown {
  const parts = configEntries(config).map(({ path, name, json }) => {
    const bytes = Buffer.byteLength(json);
    return { path, name, jsonBytes: bytes, userDataBytes: bytes };
  });
  return finish(parts, total, limit);
}

/**
 * The breakdown of user data that holds the config packed: `frame` bytes around it, the rest shared out by
 * packed size.
 */
export function packedBreakdown(config: Config, frame: number, total: number, limit: number): Breakdown {
  const all = configEntries(config);
  const weights = all.map(({ json }) => gzip(Buffer.from(json)).length - gzip(new Uint8Array()).length);
  const shares = shareOut(total - frame, weights);
  const parts = all.map(({ path, name, json }, at) => ({
    path,
    name,
    jsonBytes: Buffer.byteLength(json),
    userDataBytes: shares[at] ?? 0,
  }));
  return finish(parts, total, limit);
}

/** The breakdown of user data that only points at the config. */
export function externalBreakdown(config: Config, total: number, limit: number): Breakdown {
  const parts = configEntries(config).map(({ path, name, json }) => ({
    path,
    name,
    jsonBytes: Buffer.byteLength(json),
    userDataBytes: 0,
  }));
  return finish(parts, total, limit);
}

const breakdownShape = valueLike<Breakdown>(
  (value) => typeof value === "object" && value !== null && Array.isArray(Reflect.get(value, "parts")),
  "a breakdown, as fitUserData gives it",
);

/**
 * The breakdown as text: the total, then the `most` largest parts (10 when not given), one a line, the rest
 * in one, and the frame.
 *
 * @example
 * ```ts
 * import { fitUserData, printBreakdown } from "@drydock/ignition";
 *
 * const files = [{ path: "/etc/a" }, { path: "/etc/b" }];
 * const { breakdown } = fitUserData({ ignition: { version: "3.0.0" }, storage: { files } });
 * printBreakdown(breakdown).split("\n")[0]; // "90 of 16384 bytes:"
 * ```
 */
export function printBreakdown(breakdown: Breakdown, most = 10): string {
  checkOptions("printBreakdown", breakdownShape, breakdown);
  const { total, limit, frame, parts } = breakdown;
  const shown = parts.slice(0, most);
  const rest = parts.slice(most);
  const lines = shown.map((part) =>
    line(part.userDataBytes, `${part.name} (${part.path}, ${part.jsonBytes} bytes of JSON)`),
  );
  if (rest.length > 0) lines.push(line(sum(rest.map((part) => part.userDataBytes)), `${rest.length} more`));
  lines.push(line(frame, "the frame around them"));
  return [`${total} of ${limit} bytes:`, ...lines].join("\n");
}

function line(bytes: number, text: string): string {
  return `${String(bytes).padStart(8)}  ${text}`;
}

function finish(parts: readonly BreakdownPart[], total: number, limit: number): Breakdown {
  const frame = total - sum(parts.map((part) => part.userDataBytes));
  return {
    total,
    limit,
    frame,
    parts: [...parts].sort((a, b) => b.userDataBytes - a.userDataBytes || b.jsonBytes - a.jsonBytes),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Whole bytes by the largest remainder, so that the shares add up to the total exactly. */
function shareOut(total: number, weights: readonly number[]): readonly number[] {
  const weight = sum(weights);
  const exact = weights.map((each) => (total * each) / weight);
  const shares = exact.map(Math.floor);
  const byRemainder = exact
    .map((share, at) => ({ at, remainder: share % 1 }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at);
  for (const { at } of byRemainder.slice(0, total - sum(shares))) shares[at] = (shares[at] ?? 0) + 1;
  return shares;
}
