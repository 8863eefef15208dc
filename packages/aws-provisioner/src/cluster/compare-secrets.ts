import type { SecretSource } from "@drydock/core/design";
import type { Resource } from "../engine/graph.ts";
import type { ObservedResource, ObservedState } from "../engine/observed.ts";
import type { Notice } from "../engine/plan.ts";
import { kindNamed } from "../kinds/registry.ts";
import type { Session } from "./session.ts";

/** Secrets Manager API reference, BatchGetSecretValue. */
const mostInBatch = 20;

interface Compared {
  readonly observed: ObservedState;
  readonly notices: readonly Notice[];
}

interface Pair {
  readonly secret: ObservedResource;
  readonly source: SecretSource;
}

/**
 * What was observed, with a mark on each secret whose stored value is not the one that its variable or file holds
 * now: one call for twenty of them, and none where no secret comes from here. Values are compared in memory, and
 * stand in nothing that this gives back. A variable or file that cannot be read leaves its secret as it is, with
 * a notice.
 */
export async function compareSecrets(
  observed: ObservedState,
  resources: readonly Resource[],
  { clients: { secretsManager }, secrets, signal }: Session,
): Promise<Compared> {
  const pairs = localSecrets(observed, resources);
  const values = await Promise.allSettled(pairs.map(({ source }) => secrets.valueOf(source)));
  const readable = pairs.flatMap(({ secret }, at) => {
    const value = values[at];
    return value?.status === "fulfilled" ? [{ secret, value: value.value }] : [];
  });
  const stored = new Map<string | undefined, string | undefined>();
  for (let at = 0; at < readable.length; at += mostInBatch) {
    const SecretIdList = readable.slice(at, at + mostInBatch).map(({ secret }) => secret.id);
    const { SecretValues = [] } = await secretsManager.batchGetSecretValue({ SecretIdList }, { abortSignal: signal });
    for (const { ARN, SecretString } of SecretValues) stored.set(ARN, SecretString);
  }
  const outdated = new Set(
    readable.flatMap(({ secret, value }) => (stored.get(secret.id) === value.reveal() ? [] : [secret])),
  );
  return {
    observed: { ...observed, resources: observed.resources.map((one) => (outdated.has(one) ? marked(one) : one)) },
    notices: pairs.flatMap(({ secret }, at) => {
      const value = values[at];
      return value?.status === "rejected" ? [unread(secret, value.reason)] : [];
    }),
  };
}

/** Whether the value of a secret comes from the machine that plans, and is compared. */
export function isCompared({ kind, props }: Pick<Resource, "kind" | "props">): boolean {
  const source = kindNamed(kind).secretSource?.(props);
  return source?.kind === "environment" || source?.kind === "file";
}

function localSecrets({ resources: standing }: ObservedState, wanted: readonly Resource[]): Pair[] {
  const byAddress = new Map(standing.map((one) => [one.address, one]));
  return wanted.filter(isCompared).flatMap(({ address, kind, props }) => {
    const source = kindNamed(kind).secretSource?.(props);
    const secret = byAddress.get(address);
    return source !== undefined && secret?.status === "ready" ? [{ secret, source }] : [];
  });
}

function marked(secret: ObservedResource): ObservedResource {
  return { ...secret, props: { ...secret.props, value: "outdated" } };
}

function unread({ address }: ObservedResource, reason: unknown): Notice {
  const words = reason instanceof Error ? reason.message : String(reason);
  return { severity: "info", address, message: `is kept as it is stored, and was not compared: ${words}` };
}
