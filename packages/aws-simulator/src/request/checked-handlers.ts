import type { AwsError } from "../aws-error.ts";
import type { AnyHandler, Handler } from "../handler.ts";
import { type BrokenConstraint, constraintCheck, type ConstraintReading, type Constraints } from "./constraint.ts";
import { copyOf } from "./copy.ts";

type Leaf = string | number | bigint | boolean | null | undefined | Date | Uint8Array | ((...args: never[]) => unknown);

/** A request whose required members are known to be there, at every depth. */
export type Checked<T> = T extends Leaf
  ? T
  : T extends readonly (infer Item)[]
    ? Checked<NonNullable<Item>>[]
    : { [K in keyof T]: object extends Pick<T, K> ? Checked<T[K]> : Checked<NonNullable<T[K]>> };

/** A handler that is called only with requests which satisfy the API model. */
export type CheckedHandler<I, O> = Handler<Checked<I>, O>;

/** How one service refuses requests that its API model forbids. */
export interface RequestRules extends ConstraintReading {
  /** Constraints by operation; an operation without any is checked by its handler alone. */
  readonly constraints: Readonly<Record<string, Constraints>>;
  /** Makes the service's error from AWS's sentence, which lists every problem, or from the first of them. */
  readonly refuse: (message: string, first: BrokenConstraint) => AwsError;
  /**
   * Operations whose bodies cannot be cloned; all others work on copies, so that no caller can reach into the
   * account's state.
   */
  readonly uncloned?: readonly string[];
  /** Rewrites the input as the service reads it, before it is checked. */
  readonly normalise?: (input: object) => object;
}

/** Puts the API model's checks before each handler. */
export function checkedHandlers(
  { constraints, refuse, uncloned = [], normalise = (input) => input, ...reading }: RequestRules,
  handlers: Readonly<Record<string, AnyHandler>>,
): Record<string, AnyHandler> {
  return Object.fromEntries(
    Object.entries(handlers).map(([operation, answer]) => {
      const brokenBy = constraintCheck(constraints[operation] ?? {}, reading);
      const copy = <T>(value: T): T => (uncloned.includes(operation) ? value : copyOf(value));
      const handler: AnyHandler = (call) => {
        const input = normalise(copy<object>(call.input));
        const broken = brokenBy(input);
        const [first] = broken;
        if (first !== undefined) {
          throw refuse(
            `${broken.length} validation error${broken.length === 1 ? "" : "s"} detected: ${broken.map(({ message }) => message).join("; ")}`,
            first,
          );
        }
        return copy(answer({ ...call, input: input as never })); // A registry forgets its input types.
      };
      return [operation, handler];
    }),
  );
}
