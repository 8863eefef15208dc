/**
 * What AWS's API model demands of one member of a request.
 *
 * It has the words of the house's tables (`Shape`: required, min, max, values) and not their form. A table of
 * shapes nests, and says of what type each value is; here the SDK's types have said that already, and what
 * AWS answers is a list of broken demands, each with the member's path, in one order for the whole request.
 * One row for each path is that answer's own form. A pattern stays the model's text, for AWS quotes it.
 */
export interface Constraint {
  readonly required?: true;
  /** Least length of a string or list, or least value of a number. */
  readonly min?: number;
  /** Greatest length of a string or list, or greatest value of a number. */
  readonly max?: number;
  /** A regular expression for the whole value, as the model writes it. */
  readonly pattern?: string;
  /** The texts of which it must be one. */
  readonly values?: readonly string[];
}

/** Constraints by the member's path: `RoleName`, `Tags[].Key`. */
export type Constraints = Readonly<Record<string, Constraint>>;

/** What a request does not satisfy. */
export interface BrokenConstraint {
  /** The member's path in the table: `Tags[].Key`. */
  readonly path: string;
  /** In AWS's own words: `Value 'x' at 'roleName' failed to satisfy constraint: ...`. */
  readonly message: string;
}

/** How a service reads the values of a request. */
export interface ConstraintReading {
  /** Members whose value a message must not repeat. */
  readonly sensitive?: readonly string[];
  /** Whether an empty string or list counts as not given. Default false. */
  readonly emptyIsMissing?: boolean;
}

/** A constraint with its path taken apart. */
interface Demand {
  readonly path: string;
  readonly steps: readonly Step[];
  readonly constraint: Constraint;
  /** Whether a message must not repeat the value. */
  readonly secret: boolean;
}

/** One step of a path: the member's name, how messages write it, and whether it is a list. */
interface Step {
  readonly name: string;
  readonly shown: string;
  readonly list: boolean;
}

/**
 * Makes the check of one operation's requests: every constraint that one breaks, in the order of the table.
 */
export function constraintCheck(
  constraints: Constraints,
  { sensitive = [], emptyIsMissing = false }: ConstraintReading = {},
): (input: unknown) => BrokenConstraint[] {
  const table = Object.entries(constraints).map(([path, constraint]): Demand => {
    const secret = sensitive.some((name) => path.split(/[.[\]]+/).includes(name));
    return { path, steps: path.split(".").map(stepOf), constraint, secret };
  });
  return (input) => {
    const broken: BrokenConstraint[] = [];
    for (const { path, steps, constraint, secret } of table) {
      eachAt(input, steps, [], (value, at) => {
        for (const demand of demands(emptyIsMissing && sizeOf(value) === 0 ? undefined : value, constraint)) {
          const shown = value === undefined || value === null ? " null" : secret ? "" : ` '${printed(value)}'`;
          const message = `Value${shown} at '${at.join(".")}' failed to satisfy constraint: Member must ${demand}`;
          broken.push({ path, message });
        }
      });
    }
    return broken;
  };
}

function stepOf(written: string): Step {
  const name = written.replaceAll("[]", "");
  return { name, shown: name.charAt(0).toLowerCase() + name.slice(1), list: written.endsWith("[]") };
}

/** Shows `visit` each value at the path, with the way to it as messages write it. */
function eachAt(
  value: unknown,
  steps: readonly Step[],
  at: readonly string[],
  visit: (value: unknown, at: readonly string[]) => void,
  depth = 0,
): void {
  const step = steps[depth];
  if (step === undefined) return visit(value, at);
  if (typeof value !== "object" || value === null) return;
  const member: unknown = Reflect.get(value, step.name);
  // Most members of a request are not given, and nothing within them is demanded.
  if (member === undefined && (step.list || depth < steps.length - 1)) return;
  const here = [...at, step.shown];
  if (!step.list) return eachAt(member, steps, here, visit, depth + 1);
  if (!Array.isArray(member)) return;
  for (const [index, item] of member.entries()) {
    eachAt(item, steps, [...here, String(index + 1), "member"], visit, depth + 1);
  }
}

const none: readonly string[] = [];

function demands(value: unknown, { required, min, max, pattern, values }: Constraint): readonly string[] {
  if (value === undefined || value === null) return required ? ["not be null"] : none;
  const size = typeof value === "number" ? value : sizeOf(value);
  const what = typeof value === "number" ? "value" : "length";
  return [
    ...(min !== undefined && size !== undefined && size < min ? [`have ${what} greater than or equal to ${min}`] : []),
    ...(max !== undefined && size !== undefined && size > max ? [`have ${what} less than or equal to ${max}`] : []),
    ...(pattern !== undefined && typeof value === "string" && !matches(value, pattern)
      ? [`satisfy regular expression pattern: ${pattern}`]
      : []),
    ...(values !== undefined && typeof value === "string" && !values.includes(value)
      ? [`satisfy enum value set: [${values.join(", ")}]`]
      : []),
  ];
}

function sizeOf(value: unknown): number | undefined {
  return typeof value === "string" || Array.isArray(value) || value instanceof Uint8Array ? value.length : undefined;
}

const expressions = new Map<string, RegExp>();

function matches(value: string, pattern: string): boolean {
  let expression = expressions.get(pattern);
  if (expression === undefined) {
    expression = expressionOf(pattern);
    expressions.set(pattern, expression);
  }
  return expression.test(value);
}

/**
 * Reads a pattern of an API model, whose regular expressions are Java's: the whole value must match though
 * few patterns are anchored (a role name `a b` is refused by `[\w+=,.@-]+`), surrogates written in pairs are
 * one character, and a backslash may stand before any mark, which JavaScript forbids.
 */
export function expressionOf(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern.replaceAll(/\\([!"#%&',:;<=>@_`~ ])/g, "$1")})$`, "u");
}

function printed(value: unknown): string {
  return Array.isArray(value)
    ? `[${value.map(printed).join(", ")}]`
    : typeof value === "string"
      ? value
      : JSON.stringify(value);
}
