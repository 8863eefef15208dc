import { valueLike } from "../ground/build-shape.ts";
import type { Unit } from "./unit-file.ts";

/** A unit as far as it is looked through: what its sections hold is the printer's and the rules' to check. */
export const hasSections = valueLike<Pick<Unit, "sections">>(
  (value) => typeof value === "object" && value !== null && "sections" in value && Array.isArray(value.sections),
  "a unit { name, sections }",
);
