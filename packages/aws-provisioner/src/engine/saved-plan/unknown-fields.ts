import { nearest } from "@drydock/systemd/ground";
import type { Plan } from "../plan.ts";
import { fieldsOfPlan } from "../saved-form.ts";
import type { PlanProblem } from "./problem.ts";

interface UnknownField {
  readonly path: string;
  /** The same wherever it stands: `steps.*.later`. */
  readonly pattern: string;
  readonly message: string;
}

/**
 * Fields of a plan that this release does not know. A later one may have added them, and a reader may pass
 * over them (docs/formats.md); but later ones write digests too, so that in a plan that has none they are
 * slips.
 */
export function slipProblems(plan: Plan): PlanProblem[] {
  return plan.digests === undefined ? unknownFields(plan).map(({ path, message }) => ({ path, message })) : [];
}

/** In a few words which fields are passed over, wherever they stand; undefined where there are none. */
export function passedOver(plan: unknown): string | undefined {
  const patterns = new Set(unknownFields(plan).map(({ pattern }) => pattern));
  return patterns.size === 0 ? undefined : [...patterns].join(", ");
}

function unknownFields(plan: unknown): UnknownField[] {
  return Object.entries(fieldsOfPlan).flatMap(([pattern, known]) =>
    placesOf(plan, pattern).flatMap(([path, value]) =>
      Object.keys(value)
        .filter((field) => !known.includes(field))
        .map((field) => ({
          path: [...path, field].join("."),
          pattern: pattern === "" ? field : `${pattern}.${field}`,
          message: noField(field, known),
        })),
    ),
  );
}

type Place = readonly [path: readonly string[], value: object];

/** The objects at the places that a pattern names: `steps.*.needs.*`. */
function placesOf(plan: unknown, pattern: string): Place[] {
  let places: (readonly [readonly string[], unknown])[] = [[[], plan]];
  for (const key of pattern === "" ? [] : pattern.split(".")) {
    places = places.flatMap(([path, value]) => {
      if (key !== "*") return [[[...path, key], (Object(value) as Readonly<Record<string, unknown>>)[key]] as const];
      return Array.isArray(value) ? value.map((one: unknown, at) => [[...path, String(at)], one] as const) : [];
    });
  }
  return places.flatMap(([path, value]): Place[] =>
    typeof value === "object" && value !== null ? [[path, value]] : [],
  );
}

/** That there is no such field, and the one that was most likely meant. */
export function noField(field: string, known: readonly string[]): string {
  const likely = nearest(field, known);
  const meant = likely === undefined ? "" : `; did you mean ${JSON.stringify(likely)}?`;
  return `there is no field ${JSON.stringify(field)}${meant}`;
}
