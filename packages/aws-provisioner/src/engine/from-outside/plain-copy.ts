import { reasonOf } from "../error.ts";
import type { PlanProblem } from "../saved-plan/problem.ts";
import { limits } from "./limits.ts";

/** A copy of something from outside, and everything in it that plain data cannot hold. */
export interface PlainCopy {
  readonly copy: unknown;
  readonly problems: readonly PlanProblem[];
}

/**
 * A copy that nobody else holds, each field read once: whatever a getter or a proxy gives the next time, what
 * is checked is what is used. Plain data are texts, finite numbers, true, false, null, lists and objects of
 * those; a field may be undefined. Never throws, and ends on circles too.
 */
export function plainCopy(given: unknown): PlainCopy {
  const problems: PlanProblem[] = [];
  const path: (string | number)[] = [];
  let left: number = limits.values;
  let isSpent = false;

  return { copy: copied(given), problems };

  function copied(value: unknown): unknown {
    if (--left < 0) return spent();
    switch (typeof value) {
      case "string":
        return text(value);
      case "number":
        if (!Number.isFinite(value)) wrong(`${value} is out of range`);
        return value;
      case "boolean":
      case "undefined":
        return value;
      case "object":
        return value === null ? value : contents(value);
      default:
        return wrong(`a ${typeof value} is no plain data`);
    }
  }

  function contents(value: object): unknown {
    if (path.length >= limits.depth) return wrong(`here it is more than ${limits.depth} deep, or a circle`);
    try {
      if (Array.isArray(value)) return list(value);
      return isPlain(value) ? object(value) : wrong("an object of a class is no plain data");
    } catch (error) {
      return wrong(`it cannot be read: ${reasonOf(error)}`);
    }
  }

  function list(value: readonly unknown[]): unknown {
    const { length } = value;
    if (length > left) return spent();
    const copy: unknown[] = [];
    for (let at = 0; at < length; at++) copy.push(entry(at, value[at]));
    return copy;
  }

  function object(value: object): unknown {
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      if (key === "__proto__") wrong('"__proto__" is no name of a field');
      else if (!key.isWellFormed()) wrong(`${JSON.stringify(key)} is no name of a field`);
      else copy[key] = entry(key, (value as Readonly<Record<string, unknown>>)[key]);
    }
    return copy;
  }

  function entry(key: string | number, value: unknown): unknown {
    path.push(key);
    const copy = copied(value);
    path.pop();
    return copy;
  }

  function text(value: string): string {
    if (value.length > limits.text) wrong(`a text is longer than ${limits.text} characters`);
    else if (!value.isWellFormed()) wrong("half a character stands in a text");
    return value;
  }

  /** Nothing more is looked at. */
  function spent(): undefined {
    if (isSpent) return undefined;
    isSpent = true;
    left = 0;
    return wrong(`here it has more than ${limits.values} values`);
  }

  function wrong(message: string): undefined {
    problems.push({ path: path.join("."), message });
  }
}

/** An object as a literal makes it, of whatever realm: nothing but the prototype of all stands behind it. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
