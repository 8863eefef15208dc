import { DrydockError, userDataLimit } from "@drydock/systemd/ground";

/** Bytes that one entry of a node costs in its user data. */
export interface EntrySize {
  readonly name: string;
  readonly bytes: number;
}

/** User data of a cloud-config that does not fit, with what costs how much. */
export class UserDataSizeError extends DrydockError<"user-data-size"> {
  static override readonly type: string = "UserDataSizeError";
  /** Bytes of the whole, as the instance would get it. */
  readonly total: number;
  /** Largest first. */
  readonly entries: readonly EntrySize[];

  constructor(total: number, entries: readonly EntrySize[]) {
    super(
      "user-data-size",
      `user data has ${total} bytes, ${total - userDataLimit} more than the ${userDataLimit} that an instance takes`,
    );
    this.total = total;
    this.entries = entries.toSorted((a, b) => b.bytes - a.bytes);
  }
}
