import type { IgnitionConfig } from "@drydock/ignition";

/** The same config for Butane: its YAML takes JSON, its keys are the same in snake case. */
export function butaneDocument({ ignition: _, ...rest }: IgnitionConfig): string {
  return JSON.stringify({ variant: "fcos", version: "1.5.0", ...(snakeCased(rest) as object) });
}

function snakeCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCased);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snakeCased(inner),
    ]),
  );
}
