import * as z from "zod/mini";
import { type Holder, holderForm } from "./holder.ts";

/** A sign of life, written again and again under one key by whoever holds what that stands for. */
export interface Beat {
  readonly format: 1;
  /** Grows with every one, so that no two are equal. */
  readonly count: number;
  /** Whose it is; undefined where it was let go. */
  readonly holder?: Holder | undefined;
  /** What it does, in words. */
  readonly doing?: string | undefined;
}

const form = z.looseObject({
  format: z.literal(1),
  count: z.number(),
  holder: z.optional(holderForm),
  doing: z.optional(z.string()),
} satisfies Readonly<Record<keyof Beat, z.ZodMiniType>>);

/** A beat, if the text is one. What is none is no sign of anybody's life. */
export function readBeat(text: string): Beat | undefined {
  try {
    const saved: unknown = JSON.parse(text);
    return form.safeParse(saved).success ? (saved as Beat) : undefined;
  } catch {
    return undefined;
  }
}
