import * as z from "zod/mini";
import { printable } from "../printable.ts";

/** Who holds a cluster: what a person needs to find that run, and another run to tell whether it lives. */
export interface Holder {
  /** Random, one for each run. */
  readonly id: string;
  /** Name of the user that it runs as. */
  readonly who: string;
  readonly host: string;
  readonly pid: number;
  /** When it began, as ISO 8601 text, by its own clock. */
  readonly since: string;
  /** Address of the CI run, where it is one. */
  readonly ci?: string | undefined;
  /** What tells one boot of one system, and its processes, from every other. */
  readonly system?: string | undefined;
  /** What tells the process from a later one with the same number. */
  readonly process?: string | undefined;
}

const text = z.string().check(z.maxLength(1000));

export const holderForm = z.looseObject({
  id: text,
  who: text,
  host: text,
  pid: z.number(),
  since: text,
  ci: z.optional(text),
  system: z.optional(text),
  process: z.optional(text),
} satisfies Readonly<Record<keyof Holder, z.ZodMiniType>>);

/** In words: `ada on build-7 (process 4711), since 2026-11-28T20:31:00Z, https://ci/run/5`. */
export function printHolder({ who, host, pid, since, ci }: Holder): string {
  return printable(`${who} on ${host} (process ${pid}), since ${since}${ci === undefined ? "" : `, ${ci}`}`);
}
