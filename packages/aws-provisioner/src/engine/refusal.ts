/** Why a field never changes that way, and what to do instead. */
export interface Refusal {
  /** The rule that was broken, with the values that broke it. */
  readonly message: string;
  readonly remedy: string;
  /** Stable name of the rule. */
  readonly rule: string;
}
