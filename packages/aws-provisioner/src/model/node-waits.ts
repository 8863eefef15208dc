import { drawingFrom } from "./fixed-addresses.ts";
import type { RoleSurroundings } from "./node-surroundings.ts";

interface Awaited {
  readonly after: readonly { readonly address: string }[];
  readonly draws?: readonly string[];
}

/**
 * A machine starts when it has a way out, when the rules around it stand, when the secrets that it will read
 * exist, and when it can draw no address that is another's, unless it draws none.
 */
export function awaited(
  { design, network, groups, values, keys, role }: RoleSurroundings,
  subnets: readonly string[],
  { draws = true }: { readonly draws?: boolean } = {},
): Awaited {
  const secrets = role.permissions.flatMap((permission) =>
    permission.kind === "read-secret" ? (values.secret(permission.secret) ?? []) : [],
  );
  const waysOut = subnets.flatMap((name) => network.wayOut(name));
  return {
    after: [...waysOut, ...groups.rulesOf(role.identity), ...secrets, ...keys.madeFor(role)],
    ...(draws && drawingFrom(design, subnets)),
  };
}
