import type { Path } from "../spec/path.ts";

/** A place in all three configs at once. */
export interface Place {
  readonly parent: Path;
  readonly child: Path;
  readonly result: Path;
}

/** The place one step further down, in all three. */
export function step({ parent, child, result }: Place, next: string | number): Place {
  return { parent: [...parent, next], child: [...child, next], result: [...result, next] };
}
