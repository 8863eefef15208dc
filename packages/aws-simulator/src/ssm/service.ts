import type { SSM } from "@aws-sdk/client-ssm";
import { service } from "../service.ts";
import { constraints } from "./constraints.gen.ts";
import { invalid } from "./errors.ts";
import { parameterListing } from "./parameter-listing.ts";
import { parameterTagging } from "./parameter-tags.ts";
import { parameter } from "./parameter.ts";
import { parameterVersion } from "./put-parameter.ts";

/** AWS Systems Manager: the parameter store, with the public parameters that name images. */
export const ssm = service<SSM>({
  id: "SSM",
  resources: [parameter, parameterVersion, parameterListing, parameterTagging],
  rules: { constraints, refuse: invalid, sensitive: ["Value"] },
});
