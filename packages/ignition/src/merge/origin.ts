/** That a value of the result came, wholly or in part, from a value of the parent or the child. */
export interface Origin {
  /** In the result. */
  readonly path: string;
  readonly side: "parent" | "child";
  /** In the parent or the child. */
  readonly source: string;
}
