import { partNames } from "../saved-plan/seal.ts";
import type { Plan } from "../plan.ts";
import { compactEntries, expandEntries } from "./entries.ts";
import { expansion, type Spend } from "./expansion.ts";

/** The fields of a plan as plain JSON, without those that are undefined. */
type Fields = Readonly<Record<string, unknown>>;

/**
 * A plan's JSON, with each text as `referenceFor` has it, and the entries of its lists by what differs from
 * those before them; its digests in the order of its parts.
 */
export function compactPlan(plan: Plan, referenceFor: (text: string) => string): Fields {
  const { digests, ...rest } = JSON.parse(JSON.stringify(plan)) as Plan;
  const fields = mapTexts(rest, referenceFor) as Fields;
  return {
    ...fields,
    steps: compactEntries(listIn(fields, "steps"), kindOf),
    resources: compactEntries(listIn(fields, "resources"), kindOf),
    ...(digests !== undefined && { digests: inOrder(digests, partNames(rest)) }),
  };
}

/**
 * The plan's JSON as it was, if it was one.
 *
 * @throws {RangeError} Where something leads nowhere.
 */
export function expandPlan(compact: Fields, textOf: (reference: string) => string): Fields {
  const { digests, ...rest } = compact;
  const patching = expansion();
  const lists = ["steps", "resources"].flatMap((list): [string, unknown][] =>
    Array.isArray(rest[list]) ? [[list, within(list, () => expandEntries(listIn(rest, list), patching))]] : [],
  );
  const plan = expandTexts({ ...rest, ...Object.fromEntries(lists) }, textOf) as Fields;
  if (!Array.isArray(digests)) return digests === undefined ? plan : { ...plan, digests };
  const areNamed = ["steps", "resources"].every((list) => Array.isArray(plan[list]) && plan[list].every(isObject));
  const names = areNamed ? partNames(plan as unknown as Plan) : [];
  if (names.length !== digests.length) throw new RangeError("digests: there are not as many as there are parts");
  return { ...plan, digests: Object.fromEntries(names.map((name, at) => [name, digests[at] as unknown])) };
}

/** Digests by their order, where that tells whose each is. */
function inOrder(digests: Readonly<Record<string, string>>, names: readonly string[]): unknown {
  const own = Object.keys(digests);
  const isToldByOrder = own.length === names.length && own.every((name, at) => name === names[at]);
  return isToldByOrder ? Object.values(digests) : digests;
}

/** Steps that do the same with things of one kind are alike, and so are things of one kind. */
function kindOf(entry: unknown): string {
  const { kind, action } = Object(entry) as Fields;
  return JSON.stringify([kind, action]);
}

function listIn(fields: Fields, list: string): readonly unknown[] {
  const entries = fields[list];
  return Array.isArray(entries) ? entries : [];
}

function within<Result>(list: string, expand: () => Result): Result {
  try {
    return expand();
  } catch (error) {
    throw error instanceof RangeError ? new RangeError(`${list}.${error.message}`, { cause: error }) : error;
  }
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

/**
 * A value with the text in place of each that stands for one.
 *
 * @throws {RangeError} For more than `expansion` allows.
 */
export function expandTexts(value: unknown, textOf: (reference: string) => string): unknown {
  const spend = expansion();
  return mapTexts(value, textOf, spend);
}

/**
 * A value with another text in place of each.
 *
 * @param spend Is told of each value and of the name of each field, as they are then.
 */
export function mapTexts(value: unknown, map: (text: string) => string, spend: Spend = () => {}): unknown {
  if (typeof value === "string") {
    const text = map(value);
    spend(text.length);
    return text;
  }
  spend(1);
  if (Array.isArray(value)) return value.map((item: unknown) => mapTexts(item, map, spend));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => {
      spend(field.length);
      return [field, mapTexts(inner, map, spend)];
    }),
  );
}
