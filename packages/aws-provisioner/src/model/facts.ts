import type { ImageDesign } from "@drydock/core/design";

/** What the model needs to know of the account and region to name and place things. */
export interface Facts {
  readonly region: string;
  readonly account: string;
  readonly partition: string;
  /** The image that a role's choice came to. */
  readonly imageOf: (image: ImageDesign) => { readonly id: string; readonly rootDevice: string };
}
