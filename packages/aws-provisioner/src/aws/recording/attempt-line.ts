import type { Attempt } from "../sending/send.ts";
import type { AttemptOutcome } from "../sending/once.ts";
import { hearingOf } from "../sending/heard.ts";
import type { Hider } from "./hider.ts";
import { redact } from "./redact.ts";
import { operationSchema, shapeOf } from "./sdk-schema.ts";

/** One attempt of a call, with what the client was given. */
export interface RecordedAttempt extends Attempt {
  /** In the order in which attempts began. */
  readonly seq: number;
  /** Name of the client: `EC2`. */
  readonly client: string;
  readonly command: object;
  readonly outcome: AttemptOutcome<unknown>;
  /** Milliseconds since the epoch. */
  readonly began: number;
  readonly ended: number;
}

/** Services whose hidden values are secrets, and not only what nobody else needs to know. */
const ofSecrets: ReadonlySet<string> = new Set(["secretsManager", "iam", "sts"]);

/** What the log says of an attempt. */
export function attemptLine(attempt: RecordedAttempt, start: number, hider: Hider): Readonly<Record<string, unknown>> {
  const { seq, call, number, client, command, outcome, began, ended } = attempt;
  const { input } = command as { readonly input?: unknown };
  const schema = operationSchema(command);
  const keeps = ofSecrets.has(call.service);
  // The input first: what it hides may come back in the answer's words.
  const said = redact(schema?.input, input ?? {}, hider, keeps);
  return {
    seq,
    t: began - start,
    ms: ended - began,
    service: client,
    operation: call.operation,
    input: said,
    ...tokenOf(schema?.input, said),
    attempt: number,
    ...("error" in outcome
      ? failureOf(outcome, schema?.output, hider)
      : { ...answerOf(outcome.output), output: redact(schema?.output, outcome.output, hider, keeps) }),
  };
}

/** The token by which AWS knows the call again. It is no secret. */
function tokenOf(schema: unknown, input: unknown): { readonly token?: string } {
  const shape = shapeOf(schema);
  if (shape.kind !== "structure") return {};
  const [name] = [...shape.members].find(([, { isToken }]) => isToken) ?? [];
  const token = name === undefined ? undefined : (Object(input) as Record<string, unknown>)[name];
  return typeof token === "string" ? { token } : {};
}

interface Answered {
  readonly status?: number;
  readonly requestId?: string;
}

function answerOf(answer: unknown): Answered {
  const { $metadata = {} } = Object(answer) as { $metadata?: { httpStatusCode?: number; requestId?: string } };
  const { httpStatusCode: status, requestId } = $metadata;
  return { ...(status !== undefined && { status }), ...(requestId !== undefined && { requestId }) };
}

/** Members of an error that say what it is about; all others, such as the answer itself, are left out. */
const told = ["Code", "Type", "Reason", "messages", "BucketName", "Key"] as const;

function failureOf(
  outcome: Extract<AttemptOutcome<unknown>, { readonly error: unknown }>,
  schema: unknown,
  hider: Hider,
): Readonly<Record<string, unknown>> {
  const { error, answer, isLate = false } = outcome;
  if (answer !== undefined) return { ...answerOf(answer), heard: "unknown", output: redact(schema, answer, hider) };
  if (!(error instanceof Error)) return { heard: "unknown", error: { name: "Error", message: "" } };
  const { name, message } = error;
  const { $fault, code } = error as { $fault?: unknown; code?: unknown };
  const members = told.flatMap((member) => {
    const value = clean((error as unknown as Record<string, unknown>)[member], hider);
    return value === undefined ? [] : [[member, value]];
  });
  const hearing = isLate ? "unknown" : hearingOf(error);
  return {
    ...answerOf(error),
    code: name,
    ...(hearing !== "refused" && { heard: hearing }),
    ...(isLate && { late: true }),
    error: {
      name,
      message: hider.message(message),
      ...(typeof $fault === "string" && { fault: $fault }),
      ...(typeof code === "string" && { system: code }),
      ...Object.fromEntries(members),
    },
  };
}

function clean(value: unknown, hider: Hider): unknown {
  if (typeof value === "string") return hider.message(value);
  return Array.isArray(value) && value.every((one) => typeof one === "string")
    ? value.map((one) => hider.message(one))
    : undefined;
}
