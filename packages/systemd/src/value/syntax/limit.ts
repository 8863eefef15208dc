import { parseTimeSpan } from "../time-span.ts";
import type { CheckValue } from "../check-value.ts";
import { parseInteger } from "./integer.ts";
import { isBytes } from "./size.ts";

/** Which form the value of each resource limit has. */
const limitForms: Readonly<Record<string, "time" | "microseconds" | "nice" | "number" | undefined>> = {
  LimitCPU: "time",
  LimitLOCKS: "number",
  LimitNICE: "nice",
  LimitNOFILE: "number",
  LimitNPROC: "number",
  LimitRTPRIO: "number",
  LimitRTTIME: "microseconds",
  LimitSIGPENDING: "number",
};

/** A resource limit, or a soft and a hard one. */
export const checkLimit: CheckValue = (value, key) => {
  const form = Object.hasOwn(limitForms, key) ? limitForms[key] : "bytes";
  const sound = (part: string): boolean => {
    if (part === "infinity") return form !== "nice";
    if (form === "bytes") return isBytes(part);
    if (form === "number") return (parseInteger(part) ?? -1) >= 0;
    if (form === "nice")
      return /^[+-]/.test(part) ? Math.abs(parseInteger(part) ?? 99) <= 20 : (parseInteger(part) ?? 99) <= 40;
    return parseTimeSpan(part) !== undefined;
  };
  const expected = {
    bytes: "bytes",
    number: "a number",
    nice: "a nice level",
    time: "a time span",
    microseconds: "a time span",
  }[form ?? "bytes"];
  return value.split(":").length <= 2 && value.split(":").every(sound)
    ? undefined
    : { message: "is no limit", remedy: `Give ${expected}, "infinity", or "soft:hard".` };
};
