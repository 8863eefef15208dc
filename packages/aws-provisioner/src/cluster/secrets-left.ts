import type { Notice, Plan } from "../engine/plan.ts";
import { Instance } from "../kinds/instance.ts";
import { Secret } from "../kinds/secret.ts";

/**
 * What is said of secrets that go while machines stay that were made before: they read what they were made
 * with whenever they boot.
 *
 * @param older What is said of groups with machines of an older template.
 */
export function secretsLeft({ steps, notices }: Plan, older: readonly Notice[]): Notice[] {
  const isMachine = ({ address = "" }: Notice) => address.startsWith(`${Instance.name}/`);
  const staying = [...new Set([...older, ...notices.filter(isMachine)].flatMap(({ address }) => address ?? []))];
  if (staying.length === 0) return [];
  const going = steps.filter(({ action, kind }) => action === "delete" && kind === Secret.name);
  return going.map(({ address }) => ({
    severity: "warning",
    address,
    message: `${address} goes while machines of ${staying.join(", ")} stay that were made before: one that reads it waits for it for ever when it boots again. Have them replaced first, or keep the secret until then`,
  }));
}
