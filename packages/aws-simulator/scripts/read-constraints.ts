import type { Constraint } from "../src/request/constraint.ts";
import type { ModelShape, ServiceModel } from "./service-model.ts";

/** A constraint as the model has it, and the shape whose demands they are. */
export interface ModelledConstraint extends Constraint {
  /** The model's name of the value's shape: `TagKey`. */
  readonly shape: string;
}

/**
 * Everything that a model demands of an operation's input, by the path of each member, in the model's order.
 */
export function readConstraints(model: ServiceModel, operation: string): Record<string, ModelledConstraint> {
  const described = model.operations[operation];
  if (described === undefined) throw new Error(`the model has no operation ${operation}`);
  const found: Record<string, ModelledConstraint> = {};
  const visit = (path: string, name: string, required: boolean, above: readonly string[]): void => {
    const shape = shapeOf(model, name);
    if (path !== "") {
      const demands = { ...(required ? { required } : {}), ...demandsOf(shape) };
      if (Object.keys(demands).length > 0) found[path] = { ...demands, shape: name };
    }
    if (above.includes(name)) return; // A filter may hold filters; what is deeper than one round is not demanded.
    const below = [...above, name];
    for (const [member, { shape: target }] of Object.entries(shape.members ?? {})) {
      const at = path === "" ? member : `${path}.${member}`;
      visit(at, target, shape.required?.includes(member) === true, below);
    }
    if (shape.type === "list" && shape.member !== undefined) visit(`${path}[]`, shape.member.shape, false, below);
  };
  if (described.input !== undefined) visit("", described.input.shape, false, []);
  return found;
}

/** What a shape demands of its value; a minimum of zero elements or letters demands nothing. */
function demandsOf({ type, min, max, pattern, enum: names }: ModelShape): Constraint {
  const isNumber = ["integer", "long", "float", "double"].includes(type);
  const isSized = ["string", "list", "blob"].includes(type);
  const atLeast = isNumber || (isSized && min !== undefined && min > 0) ? min : undefined;
  const atMost = isNumber || isSized ? max : undefined;
  return {
    ...(atLeast === undefined ? {} : { min: atLeast }),
    ...(atMost === undefined ? {} : { max: atMost }),
    ...(pattern === undefined || matchesAll(pattern) ? {} : { pattern }),
    ...(names === undefined ? {} : { values: names }),
  };
}

function matchesAll(pattern: string): boolean {
  return ["[\\s\\S]*", ".*"].includes(pattern);
}

function shapeOf(model: ServiceModel, name: string): ModelShape {
  const shape = model.shapes[name];
  if (shape === undefined) throw new Error(`the model has no shape ${name}`);
  return shape;
}
