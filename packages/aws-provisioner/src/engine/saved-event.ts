import * as z from "zod/mini";
import type { RunEvent } from "./event.ts";
import { refusal } from "./from-outside/problem.ts";
import { formProblems } from "./saved-form.ts";

/** What is told of a step in a line about it. */
const told = z.looseObject({ action: z.enum(["create", "update", "delete"]), address: z.string() });

/** What the lines about events are made of, by their types. */
const eventFields: Readonly<Record<RunEvent["type"], Readonly<Record<string, z.ZodMiniType>>>> = {
  looking: { cluster: z.string() },
  planned: { plan: z.looseObject({ steps: z.array(z.unknown()) }) },
  started: {},
  waiting: { step: told, reason: z.string(), eta: z.number() },
  settling: { seconds: z.number() },
  clock: { secondsBehind: z.number() },
  silent: { call: z.string(), reason: z.string(), inSeconds: z.number() },
  retrying: { step: told, reason: z.string(), inSeconds: z.number() },
  finished: { step: told, seconds: z.number(), done: z.number(), total: z.number(), eta: z.number() },
  failed: { step: told },
  skipped: { step: told, because: z.string() },
  done: {
    report: z.looseObject({
      steps: z.number(),
      failed: z.number(),
      skipped: z.number(),
      elapsedSeconds: z.number(),
      criticalPathSeconds: z.number(),
    }),
  },
};

/**
 * An event of a run, if what was saved is one as far as a line about it goes. One of a type that a later
 * release added is one too (docs/formats.md).
 *
 * @throws {ProvisionError} `invalid-option` with the path of everything that keeps it from being one.
 */
export function asEvent(saved: unknown): RunEvent {
  const { type } = Object(saved) as { readonly type?: unknown };
  const own = typeof type === "string" && Object.hasOwn(eventFields, type) ? eventFields[type as RunEvent["type"]] : {};
  const form = z.looseObject({ at: z.number(), type: z.string(), ...own });
  const problems = formProblems(form, saved);
  if (problems.length > 0) throw refusal("this is no event of a run", problems, "Give what iterating a run gives.");
  return saved as RunEvent;
}
