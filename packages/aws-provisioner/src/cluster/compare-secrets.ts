import type { SecretSource } from "@drydock/core/design";
import type { SecretValue } from "../aws/secret-value.ts";
import type { Resource } from "../engine/graph.ts";
import type { ObservedResource, ObservedState } from "../engine/observed.ts";
import type { Notice } from "../engine/plan.ts";
import { kindNamed } from "../kinds/registry.ts";
import { isLocal } from "../kinds/secret-writing.ts";
import type { Session } from "./session.ts";

/** Secrets Manager API reference, BatchGetSecretValue. */
const mostInBatch = 20;

interface Compared {
  readonly observed: ObservedState;
  readonly notices: readonly Notice[];
}

/** A secret that stands, and where the value comes from that it is to have. */
interface Pair {
  readonly secret: ObservedResource;
  readonly source: SecretSource;
}

/** What a comparison comes to: in words why there was none, or whether both values are the same. */
type Outcome = { readonly reason: string } | { readonly isSame: boolean };

/**
 * What was observed, with a mark on each secret whose stored value is not the one that its variable or file
 * holds now: one call for twenty of them, and none where no secret comes from here. Values are compared in
 * memory, and stand in nothing that this gives back. Where one of the two cannot be read, the secret is left
 * as it is, with a notice.
 */
export async function compareSecrets(
  observed: ObservedState,
  resources: readonly Resource[],
  session: Session,
): Promise<Compared> {
  const pairs = localSecrets(observed, resources);
  const outcomes = new Map<ObservedResource, Outcome>();
  for (let at = 0; at < pairs.length; at += mostInBatch) {
    for (const [secret, outcome] of await compared(pairs.slice(at, at + mostInBatch), session)) {
      outcomes.set(secret, outcome);
    }
  }
  return {
    observed: { ...observed, resources: observed.resources.map((one) => marked(one, outcomes.get(one))) },
    notices: [...outcomes].flatMap(([secret, outcome]) =>
      "reason" in outcome ? [notice(secret, outcome.reason)] : [],
    ),
  };
}

/** Whether the value of a secret comes from the machine that plans, and is compared. */
export function isCompared({ kind, props }: Pick<Resource, "kind" | "props">): boolean {
  const source = kindNamed(kind).secretSource?.(props);
  return source !== undefined && isLocal(source);
}

function localSecrets({ resources: standing }: ObservedState, wanted: readonly Resource[]): Pair[] {
  const byAddress = new Map(standing.map((one) => [one.address, one]));
  return wanted.filter(isCompared).flatMap(({ address, kind, props }) => {
    const source = kindNamed(kind).secretSource?.(props);
    const secret = byAddress.get(address);
    return source !== undefined && secret?.status === "ready" ? [{ secret, source }] : [];
  });
}

/** Compares what one call tells. A secret whose own value is not at hand is not asked for. */
async function compared(
  pairs: readonly Pair[],
  { clients: { secretsManager }, secrets, signal }: Session,
): Promise<readonly (readonly [ObservedResource, Outcome])[]> {
  const own = await Promise.allSettled(pairs.map(({ source }) => secrets.valueOf(source)));
  const ids = pairs.flatMap(({ secret }, at) => (own[at]?.status === "fulfilled" ? [secret.id] : []));
  const { SecretValues = [], Errors = [] } =
    ids.length === 0 ? {} : await secretsManager.batchGetSecretValue({ SecretIdList: ids }, { abortSignal: signal });
  const stored = new Map(SecretValues.map(({ ARN, SecretString }) => [ARN, SecretString]));
  const refusals = new Map(Errors.map(({ SecretId, Message, ErrorCode }) => [SecretId, Message ?? ErrorCode]));
  return pairs.map(({ secret }, at) => [secret, outcomeOf(secret.id, own[at], stored, refusals)]);
}

function outcomeOf(
  id: string,
  own: PromiseSettledResult<SecretValue> | undefined,
  stored: ReadonlyMap<string | undefined, string | undefined>,
  refusals: ReadonlyMap<string | undefined, string | undefined>,
): Outcome {
  if (own?.status !== "fulfilled") return { reason: own?.reason instanceof Error ? firstLine(own.reason) : "" };
  if (!stored.has(id)) return { reason: refusals.get(id) ?? "its stored value was not told" };
  return { isSame: stored.get(id) === own.value.reveal() };
}

function marked(one: ObservedResource, outcome: Outcome | undefined): ObservedResource {
  const isOutdated = outcome !== undefined && "isSame" in outcome && !outcome.isSame;
  return isOutdated ? { ...one, props: { ...one.props, value: "outdated" } } : one;
}

/** What an error says, without what to do about it where it ends what was begun. */
function firstLine({ message }: Error): string {
  return message.split("\n", 1).join("");
}

function notice({ address }: ObservedResource, reason: string): Notice {
  return {
    severity: "warning",
    address,
    message: `${address} is kept as it is stored, and was not compared: ${reason}`,
  };
}
