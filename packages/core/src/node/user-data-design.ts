/** User data of a node, as its instance receives it. */
export interface UserDataDesign {
  readonly format: "ignition" | "cloud-config";
  /** What the instance receives, before base64. */
  readonly text: string;
  /** Bytes of the text in UTF-8: 16,384 at most. */
  readonly bytes: number;
  /** How it was made to fit: `plain`, `envelope`, `gzip`. */
  readonly tactic: string;
}
