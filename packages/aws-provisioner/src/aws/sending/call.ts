import type { ServiceName } from "../services.ts";

/** One call of a service, however often it is sent. */
export interface Call {
  readonly service: ServiceName;
  /** `DescribeVpcs`. */
  readonly operation: string;
  /** Members that its answer may have, by the service's model; empty where it has none. */
  readonly members: readonly string[];
  /** What is asked. */
  readonly input?: object;
}

/** Whether a call only looks, by the name of its operation: it may be sent again at will. */
export function isReading({ operation }: Pick<Call, "operation">): boolean {
  return isReadingName(operation);
}

/** Whether that is the name of an operation that only looks. */
export function isReadingName(operation: string): boolean {
  return /^(?:Describe|Get|List|Head|BatchGet)/.test(operation);
}

/** What a call is, by the command of the SDK that sends it. */
export function callOf(service: ServiceName, command: object): Call {
  const operation = command.constructor.name.replace(/Command$/, "");
  const { schema, input = {} } = command as { readonly schema?: unknown; readonly input?: object };
  return { service, operation, members: membersOf(schema), input };
}

/** The names of the members of an operation's output, as the SDK's run-time schemas have them. */
function membersOf(schema: unknown): readonly string[] {
  // [kind, namespace, name, traits, input, output]; a structure has the names of its members at 4.
  const output: unknown = Array.isArray(schema) ? valueOf(schema[5]) : undefined;
  const names: unknown = Array.isArray(output) ? output[4] : undefined;
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
}

function valueOf(lazy: unknown): unknown {
  return typeof lazy === "function" ? (lazy as () => unknown)() : lazy;
}
