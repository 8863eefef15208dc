import { AwsError } from "../aws-error.ts";
import type { Moment, Slice } from "../state.ts";

/** A request that took effect under a client token. */
interface TokenRecord {
  /** The request without its token, as text. */
  readonly request: string;
  /** What it made. */
  readonly ids: readonly string[];
}

/** By operation and client token. */
const tokens: Slice<Map<string, TokenRecord>> = { name: "ec2/client-tokens", initial: () => new Map() };

/**
 * Makes something once per client token: a request repeated under its token makes nothing and answers the ids
 * of the first. `isKnown` says whether the account still knows an id: the token of a resource that is gone
 * makes a new one (EC2 documents how long a token lives for instances only: a day past termination). A token
 * used for another request gives IdempotentParameterMismatch.
 */
export function once(
  { account }: Moment,
  operation: string,
  input: { readonly ClientToken?: string | undefined; readonly DryRun?: boolean | undefined },
  isKnown: (id: string) => boolean,
  make: () => readonly string[],
): readonly string[] {
  const { ClientToken: token, DryRun: _, ...parameters } = input;
  if (token === undefined || token === "") return make();
  if (token.length > 64 || !/^[\x20-\x7e]+$/.test(token)) {
    throw new AwsError("InvalidClientToken", "Client tokens are at most 64 ASCII characters.");
  }
  const made = account.of(tokens);
  const key = `${operation} ${token}`;
  const request = canonical(parameters);
  const earlier = made.get(key);
  if (earlier !== undefined && earlier.ids.every(isKnown)) {
    if (earlier.request === request) return earlier.ids;
    throw new AwsError(
      "IdempotentParameterMismatch",
      `The client token ${token} was used before with other parameters, for ${earlier.ids.join(", ")}.`,
    );
  }
  const ids = make();
  made.set(key, { request, ids });
  return ids;
}

/** JSON with the members of each object in one order and undefined members left out. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
