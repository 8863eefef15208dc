/** Seconds for which listings may be behind what there is. */
export interface ListingLag {
  /** After which they nearly always show it. */
  readonly usual: number;
  /** After which they show it for certain: what is documented, or assumed where nothing is. */
  readonly worst: number;
}
