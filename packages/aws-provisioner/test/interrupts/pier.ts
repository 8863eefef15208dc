import { network } from "@drydock/core";

/** What the script builds. */
export const pier = network({ cidr: "10.30.0.0/16", zones: 2, nat: "single" });
