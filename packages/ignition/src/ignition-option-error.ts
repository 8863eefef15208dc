import { DrydockError } from "@drydock/systemd/ground";

/** Which option it was: a release, the limit of user data, or a path of a tree. */
export type IgnitionOptionCode = "unknown-target" | "user-data-limit" | "tree-path";

/** An option that a function cannot work with; the hint says which ones it takes. */
export class IgnitionOptionError extends DrydockError<IgnitionOptionCode> {
  static override readonly type: string = "IgnitionOptionError";

  constructor(code: IgnitionOptionCode, message: string, hint: string) {
    super(code, message, { hint });
  }
}
