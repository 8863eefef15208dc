import * as z from "zod/mini";
import { inEnglish } from "../in-english.ts";
import type { LedgerRecord } from "../ledger.ts";
import type { Plan } from "../plan.ts";
import type { PlanProblem } from "../saved-plan/problem.ts";
import { compactPlan, expandPlan, expandTexts, mapTexts } from "./compact-plan.ts";
import { readTexts } from "./read-texts.ts";
import type { SavedText } from "./saved-text.ts";
import { TextTable } from "./text-table.ts";

/** The `format` of plans and records in which what is equal stands once. */
export const compactFormat = 2;

const length = z.int().check(z.nonnegative());
const base64 = z.literal(true);
const texts: z.ZodMiniType<SavedText[]> = z.array(
  z.union([
    z.string(),
    z.strictObject({ text: z.string(), base64 }),
    z.strictObject({ like: length, head: length, tail: length, text: z.string(), base64: z.exactOptional(base64) }),
  ]),
);
const fields = z.record(z.string(), z.unknown());
const forms = {
  plan: z.looseObject({ texts, plan: fields }),
  record: z.looseObject({ texts, record: z.looseObject({ plan: fields }) }),
} as const;

interface Compact {
  readonly compact: object;
  readonly table: TextTable;
}

/** What was made of plans: a run writes its own twice at least, and nobody changes a plan once it is made. */
const made = new WeakMap<Plan, Compact>();

function compacted(plan: Plan): Compact {
  const known = made.get(plan);
  if (known !== undefined) return known;
  const table = new TextTable();
  const fresh = { compact: compactPlan(plan, (text) => table.referenceFor(text)), table };
  made.set(plan, fresh);
  return fresh;
}

/** A plan with everything that is equal once: what is written of it. */
export function compactFileOfPlan(plan: Plan): object {
  const { compact, table } = compacted(plan);
  return { format: compactFormat, texts: table.texts, plan: compact };
}

/** The same of a record. */
export function compactFileOfRecord({ plan, ...rest }: LedgerRecord): object {
  const { compact, table: ofPlan } = compacted(plan);
  const table = ofPlan.copy();
  const record = mapTexts(JSON.parse(JSON.stringify(rest)), (text) => table.referenceFor(text));
  return { format: compactFormat, texts: table.texts, record: { ...Object(record), plan: compact } };
}

/** What was written, as it was; or what is wrong with it. What is in another form is left as it is. */
export function expandFile(
  part: keyof typeof forms,
  saved: unknown,
): { readonly value: unknown } | { readonly problems: readonly PlanProblem[] } {
  if ((Object(saved) as { readonly format?: unknown }).format !== compactFormat) return { value: saved };
  const { data, error } = forms[part].safeParse(saved, inEnglish);
  if (data === undefined)
    return { problems: error.issues.map(({ path, message }) => ({ path: path.map(String).join("."), message })) };
  try {
    const textOf = readTexts(data.texts);
    if (part === "plan") return { value: expandPlan((data as z.infer<typeof forms.plan>).plan, textOf) };
    const { plan, ...rest } = (data as z.infer<typeof forms.record>).record;
    return { value: { ...Object(expandTexts(rest, textOf)), plan: expandPlan(plan, textOf) } };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { problems: [{ path: "", message: error.message }] };
  }
}
