import type { STS } from "@aws-sdk/client-sts";
import { validationError } from "../request/modelled-error.ts";
import { service } from "../service.ts";
import { caller } from "./caller.ts";

/** AWS Security Token Service: only who is asking. */
export const sts = service<STS>({
  id: "STS",
  resources: [caller],
  rules: { constraints: {}, refuse: validationError },
});
