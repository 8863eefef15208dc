import { DrydockError } from "@drydock/systemd/ground";

/**
 * A call that a log never had, or has no more: what is replayed does something else than the run that wrote
 * it.
 */
export class ReplayError extends DrydockError<"not-in-log"> {
  static override readonly type: string = "ReplayError";
}
