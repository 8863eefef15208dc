import { ProvisionError } from "../engine/error.ts";

/**
 * What a design refers to by that name. The rules of the blueprint have made sure that it is there.
 *
 * @throws ProvisionError `unplannable`, for a design that was made by other means.
 */
export function named<Value>(all: ReadonlyMap<string, Value>, name: string): Value {
  const value = all.get(name);
  if (value !== undefined) return value;
  const names = [...all.keys()].join(", ") || "none";
  throw new ProvisionError("unplannable", `the design refers to ${JSON.stringify(name)}, and has ${names}`);
}
