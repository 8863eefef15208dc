import type { Engine } from "../../spec/engine.ts";
import type { Path } from "../../spec/path.ts";

/** What a rule may ask and say. */
export interface RuleContext {
  /** Of the config's spec: 4 for 3.4.0. */
  readonly minor: number;
  readonly engine: Engine;
  /** Reports an error at `field`, steps below the object that is being checked. No message, no error. */
  error(message: string | undefined, ...field: Path): void;
  warn(message: string | undefined, ...field: Path): void;
}

/** Checks one object with all that is below it, but not the rules of what is below. */
export type Rule<T> = (value: T, context: RuleContext) => void;
