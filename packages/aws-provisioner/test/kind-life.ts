import { expect } from "vitest";
import { classify } from "../src/aws/error-table.ts";
import { differences } from "../src/engine/diff.ts";
import { kindNamed } from "../src/kinds/registry.ts";
import { blueprintTags, type KindTrial } from "./kind-account.ts";
import { Ground, type KindCase } from "./kind-cases.ts";

/** Takes one resource through its whole life and checks at every station that what is read back is what was asked for. */
export async function liveThrough(trial: KindTrial, life: KindCase): Promise<void> {
  const kind = kindNamed(life.kind);
  const ground = new Ground(trial);
  let wanted = await life.begin(ground);
  const name = nameIn(life);

  const made = await trial.stand(life.kind, name, wanted);
  expect(differences(kind, kind.props.parse(wanted), made.props)).toEqual([]);
  expect(kind.props.safeParse(made.props).error).toBeUndefined();
  if (made.tags !== undefined) expect(made.tags).toEqual(blueprintTags);

  const changes = (await life.changes?.(ground)) ?? [];
  const touched = new Set([...changes.flatMap((change) => Object.keys(change)), ...(life.fixed ?? [])]);
  expect(kind.mutable.filter((field) => !touched.has(field))).toEqual([]);
  for (const change of changes) {
    wanted = { ...wanted, ...change };
    const changed = await trial.change(life.kind, name, wanted);
    expect(changed.id).toBe(made.id);
  }

  const leaving = await trial.until(() => trial.find(life.kind, name));
  await trial.remove(life.kind, name);
  const again = await kind.delete(trial.step(`${life.kind}/${name}`), leaving).then(
    () => "harmless",
    (error: unknown) => classify(error),
  );
  expect(["harmless", "not-found"]).toContain(again);
  expect(trial.calls.filter(({ signal }) => signal !== trial.signal)).toEqual([]);
}

/** The name under which a case's resource is found: some kinds take theirs from their owner. */
export function nameIn({ kind }: Pick<KindCase, "kind">): string {
  if (kind === "listener") return "ground/80";
  return kind === "dns-records" ? "ground" : "trial";
}
