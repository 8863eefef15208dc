import { text as textShape } from "../ground/build-shape.ts";
import { checkOptions } from "../ground/check-options.ts";
const unitSeconds: Readonly<Record<string, number>> = (() => {
  const table: Record<string, number> = Object.create(null) as Record<string, number>;
  const put = (seconds: number, names: string): void => {
    for (const name of names.split(" ")) table[name] = seconds;
  };
  put(1e-6, "us usec μs µs");
  put(1e-3, "ms msec");
  put(1, "s sec second seconds");
  put(60, "m min minute minutes");
  put(3600, "h hr hour hours");
  put(86_400, "d day days");
  put(604_800, "w week weeks");
  put(2_629_800, "M month months");
  put(31_557_600, "y year years");
  return table;
})();

/**
 * The seconds of a systemd time span (`90`, `1min 30s`, `infinity`), per systemd.time(7); undefined when it
 * is none. A bare number is seconds.
 *
 * @example
 * ```ts
 * import { parseTimeSpan } from "@drydock/systemd";
 *
 * console.log(parseTimeSpan("1min 30s"), parseTimeSpan("soon")); // 90 undefined
 * ```
 */
export function parseTimeSpan(text: string): number | undefined {
  checkOptions("parseTimeSpan", textShape, text);
  const span = text.trim();
  if (span === "infinity") return Number.POSITIVE_INFINITY;
  if (span === "") return undefined;
  const part = /\s*\+?(\d+(?:\.\d*)?|\.\d+)\s*([A-Za-zμµ]*)/y;
  let seconds = 0;
  while (part.lastIndex < span.length) {
    const found = part.exec(span);
    if (found === null) return undefined;
    const size = found[2] === "" ? 1 : unitSeconds[found[2] ?? ""];
    if (size === undefined) return undefined;
    seconds += Number(found[1]) * size;
  }
  return seconds;
}

/**
 * A number of seconds in systemd's notation, exact to the microsecond: `90` → `90`, `0.25` → `250ms`.
 * Undefined for a negative number, NaN, or more digits than a microsecond.
 */
export function printSeconds(seconds: number): string | undefined {
  if (seconds === Number.POSITIVE_INFINITY) return "infinity";
  const micro = Math.round(seconds * 1e6);
  if (!(seconds >= 0) || !Number.isSafeInteger(micro) || Math.abs(micro - seconds * 1e6) > 1e-3) return undefined;
  if (micro % 1e6 === 0) return String(micro / 1e6);
  return micro % 1000 === 0 ? `${micro / 1000}ms` : `${micro}us`;
}
