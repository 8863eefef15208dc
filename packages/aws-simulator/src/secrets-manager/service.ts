import type { SecretsManager } from "@aws-sdk/client-secrets-manager";
import { AwsError } from "../aws-error.ts";
import { service } from "../service.ts";
import { constraints } from "./constraints.gen.ts";
import { secretListing } from "./listing.ts";
import { secretPolicy } from "./resource-policy.ts";
import { secret } from "./secret.ts";
import { secretVersion } from "./value.ts";

/** AWS Secrets Manager. Rotation and replicas are not modelled. */
export const secretsManager = service<SecretsManager>({
  id: "SecretsManager",
  resources: [secret, secretVersion, secretListing, secretPolicy],
  rules: {
    constraints,
    refuse: (message) => new AwsError("ValidationException", message),
    sensitive: ["SecretString", "SecretBinary"],
  },
});
