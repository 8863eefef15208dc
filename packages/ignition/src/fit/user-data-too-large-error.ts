import { type Breakdown, formatBreakdown } from "./breakdown.ts";

/** No tactic brings the config under the limit of user data; the message says what each file costs. */
export class UserDataTooLargeError extends Error {
  override readonly name = "UserDataTooLargeError";
  /** Of the smallest form that was reached. */
  readonly breakdown: Breakdown;

  constructor(breakdown: Breakdown) {
    const { total, limit } = breakdown;
    super(
      `user data is ${total} bytes, ${total - limit} over the limit of ${limit}, in its smallest form: ` +
        `pass \`store\` to keep the config in an object that nodes fetch, or take large entries out. Where the bytes go, ${formatBreakdown(breakdown)}`,
    );
    this.breakdown = breakdown;
  }
}
