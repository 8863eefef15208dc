import { ProvisionError } from "../error.ts";
import type { ObservedResource } from "../observed.ts";
import type { Notice } from "../plan.ts";
import { printValue } from "../print-value.ts";
import type { Decision } from "./decide.ts";

/** Whether one of the patterns names the address; `*` at the end stands for any rest. */
export function isNamed(address: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith("*") ? address.startsWith(pattern.slice(0, -1)) : address === pattern,
  );
}

/**
 * Refuses a plan that would replace what is precious and was not named.
 *
 * @throws {ProvisionError} `precious`, with the fields that cannot change in place.
 */
export function refusePreciousReplacement(
  kept: readonly ObservedResource[],
  decisions: ReadonlyMap<string, Decision>,
): void {
  const threatened = kept.flatMap(({ address }) => {
    const decision = decisions.get(address);
    return decision?.action === "replace" ? [{ address, changes: decision.changes }] : [];
  });
  const [first] = threatened;
  if (first === undefined) return;
  const reasons = threatened.map(({ address, changes }) => {
    const fields = changes.filter(({ inPlace }) => !inPlace);
    const shown = fields.map(
      ({ field, before, after }) => `${field} is ${printValue(before)}, not ${printValue(after)}`,
    );
    return `${address} (${shown.join("; ")})`;
  });
  const names = threatened.map(({ address }) => JSON.stringify(address)).join(", ");
  throw new ProvisionError("precious", `the plan would replace what is precious: ${reasons.join(", ")}`, {
    address: first.address,
    hint: `Take the change back, or name it: including: [${names}].`,
  });
}

/** What is said of a precious resource that no blueprint mentions any more, and that stays. */
export function preciousNotice({ address, id }: ObservedResource): Notice {
  const how = `delete it by naming it: including: [${JSON.stringify(address)}]`;
  return { severity: "warning", address, message: `${address} (${id}) is precious and stays; ${how}` };
}
