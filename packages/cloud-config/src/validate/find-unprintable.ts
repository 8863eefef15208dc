import type { Diagnostic } from "@drydock/systemd/ground";

/** Deepest nesting that is taken; no module nests deeper than ten. */
export const deepestNesting = 64;

/** Most values that one config may hold, shared ones counted at each place. */
export const mostValues = 200_000;

/** Half of a surrogate pair: a string that holds one has no UTF-8 form. */
export const halfSurrogate = /\p{Surrogate}/u;

/**
 * Everything in a value that YAML cannot carry: functions, NaN, half surrogates, cycles, nesting past 64
 * levels, more than 200,000 values.
 */
export function findUnprintable(value: unknown, path: string): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const waiting: { readonly value: unknown; readonly path: string; readonly depth: number }[] = [
    { value, path, depth: 0 },
  ];
  let count = 0;
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    count += 1;
    if (count > mostValues)
      return [...diagnostics, error(path, `more than ${mostValues} values`, "Split it up.", "too-many-values")];
    const { value: here, path: at, depth } = place;
    if (depth > deepestNesting) {
      return [
        ...diagnostics,
        error(path, `nested deeper than ${deepestNesting} levels, or within itself`, "Flatten it.", "too-deep"),
      ];
    }
    if (typeof here === "object" && here !== null && !(here instanceof Uint8Array)) {
      const inner = Object.entries(here).filter(([, item]) => item !== undefined || Array.isArray(here));
      for (const [key] of inner) if (halfSurrogate.test(key)) diagnostics.push(halfCharacter(at));
      for (const [key, item] of inner.toReversed())
        waiting.push({ value: item, path: `${at}.${key}`, depth: depth + 1 });
    } else if (typeof here === "string") {
      if (halfSurrogate.test(here)) diagnostics.push(halfCharacter(at));
    } else if (here !== null && typeof here !== "boolean" && !Number.isFinite(here)) {
      const shown = typeof here === "number" ? String(here) : here instanceof Uint8Array ? "binary data" : typeof here;
      const remedy = "Write a string, a finite number, true, false, null, a list or a mapping.";
      diagnostics.push(error(at, `${shown} is no value that YAML carries`, remedy, "wrong-type"));
    }
  }
  return diagnostics;
}

function halfCharacter(path: string): Diagnostic {
  const message = "the string holds half of a surrogate pair, which UTF-8 cannot carry";
  return error(path, message, "Remove the unpaired surrogate; for binary content use base64.", "not-unicode");
}

function error(path: string, message: string, remedy: string, rule: string): Diagnostic {
  return { severity: "error", path, message, remedy, rule };
}
