/**
 * A change of a resource that the provider carries out by itself, long after the call that asked for it: how
 * far it is, or that it was given up, in the provider's words.
 */
export interface Undertaking {
  /** The provider's id of it: another try is another one. */
  readonly id: string;
  readonly state: "under-way" | "given-up";
  readonly told: string;
  /** Of one that was given up: whether somebody has called it off, and not the provider by itself. */
  readonly calledOff?: boolean;
  /** Of one that was given up: how it left the resource, in words that follow its name: `is as it was`. */
  readonly outcome?: string;
  /** How far it is: as long as this stays the same, it has come no further. */
  readonly progress?: string;
}
