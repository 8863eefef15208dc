import { either, valueLike } from "@drydock/systemd/ground";
import type { Target, TargetName } from "./targets.ts";

/** A release, as options take it; `findTarget` knows the names. */
export const targetOption = either(
  valueLike<TargetName>((value) => typeof value === "string", "the name of a release"),
  valueLike<Target>(
    (value) => typeof value === "object" && value !== null && "os" in value && "ignition" in value,
    "a Target",
  ),
);
