import { DrydockError } from "@drydock/systemd/ground";
import { type Breakdown, printBreakdown } from "./breakdown.ts";

/** No tactic brings the config under the limit of user data; the message says what each entry costs. */
export class UserDataTooLargeError extends DrydockError<"user-data-too-large"> {
  static override readonly type: string = "UserDataTooLargeError";

  /** Of the smallest form that was reached. */
  readonly breakdown: Breakdown;

  constructor(breakdown: Breakdown) {
    const { total, limit } = breakdown;
    const size = `user data is ${total} bytes, ${total - limit} over the limit of ${limit}, in its smallest form`;
    super("user-data-too-large", `${size}\n${printBreakdown(breakdown)}`, {
      hint: "Pass `store` to keep the config in an object that nodes fetch, or take large entries out.",
    });
    this.breakdown = breakdown;
  }
}
