import { DrydockError, textOf } from "@drydock/systemd/ground";

/** What went wrong, as a closed set that callers may switch on. */
export type ErrorCode =
  /** A resource's fields are not valid once its references have values, or two resources have one address. */
  | "invalid-blueprint"
  /**
   * A plan, event or record is not what it must be, a ledger has no folder, or no region is known. Nothing
   * was sent.
   */
  | "invalid-option"
  /** The credentials are for another account than the one that was expected. Nothing was changed. */
  | "wrong-account"
  /**
   * Another run holds the cluster: it was not to be waited for, or did not end in time. Nothing was changed.
   */
  | "locked"
  /**
   * The run was cut off for so long that others had to take it for dead, or its signs of life were refused
   * for so long; another one may hold the cluster now. Nothing was sent from the moment on that leases end
   * at; the run that comes next goes on.
   */
  | "lease-lost"
  /**
   * The run was asked to end before it was done. The message says what was done, what was begun and is left
   * as it is, and how to go on; `cause` is the error of what failed before.
   */
  | "interrupted"
  /** Whoever was asked to confirm the plan did not. Nothing was changed. */
  | "declined"
  /** The plan would replace what is precious and was not named. Nothing was changed. */
  | "precious"
  /** Two live resources bear one address, and nothing tells which is meant. Nothing was changed. */
  | "ambiguous"
  /**
   * No steps lead there: a reference to nothing, a circle, a kind that does not exist; a change that what
   * stands never takes, such as a volume that is to shrink; what would go is held by something that stays,
   * such as machines of others in a subnet; or somebody has protected what would go, or suspended what AWS
   * would have to do. Nothing was changed.
   */
  | "unplannable"
  /** What a step was planned on has changed since. The step did nothing; others may have been carried out. */
  | "plan-outdated"
  /**
   * The provider refused a call for good, or the resource failed after it. `cause` holds the provider's own
   * error.
   */
  | "step-failed"
  /**
   * What a step is to delete is held by something that no step moves and that does not go by itself: it came
   * after the plan was made. Steps that do not need it were carried out.
   */
  | "held"
  /**
   * Something had still not come to the level that was waited for, or was still refused as "not yet", when
   * the time for it had run out.
   */
  | "timed-out"
  /**
   * A record of the ledger could not be read or written: the file system, or S3, refused it. `cause` holds
   * its error. Whatever was made is found by its tags.
   */
  | "ledger-failed"
  /** A destroy was asked for of a name that nothing bears. Nothing was changed. */
  | "unknown-cluster"
  /** A destroy left something that it could not delete. */
  | "not-empty"
  /** No machine image fits what the blueprint asks for. Nothing was changed. */
  | "image-not-found"
  /** The region offers no zone, or the zones that the blueprint names lie in another. Nothing was changed. */
  | "zones-unavailable"
  /**
   * An existing network is not as the blueprint says: no such VPC or subnet, another zone or range. Nothing
   * was changed.
   */
  | "network-differs"
  /**
   * A call that only looks was refused, or failed, or one to which nobody answered, the ledger's too: nothing
   * is known. `cause` holds the provider's own error.
   */
  | "call-failed"
  /** An answer of the provider lacks a field that it always has: nothing can be said of what it describes. */
  | "incomplete-answer"
  /** The place that holds a secret's value has none, or one that cannot be stored. */
  | "secret-unavailable";

/**
 * An error of planning or applying. Its code is one of a closed set; what else it knows (`address`, `hint`,
 * `cause`) stands in `DrydockError`, by which the errors of all of Drydock's packages can be caught.
 *
 * @example
 * ```ts
 * import { createNetwork, ProvisionError } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { network } from "@drydock/core";
 *
 * const { connection } = simulateAccount({ seed: 1, latency: "none" });
 * const confirm = async () => false;
 * try {
 *   await createNetwork("shared", network({ cidr: "10.30.0.0/16" }), { ...connection, confirm });
 * } catch (error) {
 *   if (!(error instanceof ProvisionError && error.code === "declined")) throw error;
 *   console.log(error.message);
 * }
 * ```
 */
export class ProvisionError extends DrydockError<ErrorCode> {
  static override readonly type: string = "ProvisionError";
}

/** What was thrown, as an error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** The words of an error in one line, with the provider's code where it has one. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return textOf(error);
  const line = error.message.split("\n", 1)[0] ?? "";
  const isPlain = error.name === "Error" || error.name === "UnansweredError" || error instanceof DrydockError;
  return isPlain || line.startsWith(error.name) ? line : `${error.name}: ${line}`;
}
