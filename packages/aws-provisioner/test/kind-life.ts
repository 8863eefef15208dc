import { expect } from "vitest";
import { differences } from "../src/engine/diff.ts";
import { Ground } from "./ground.ts";
import { blueprintTags, type KindTrial } from "./kind-account.ts";
import type { KindCase } from "./kind-case.ts";

/**
 * Takes one resource through its whole life and checks at every station that what is read back is what was
 * asked for.
 */
export async function liveThrough(trial: KindTrial, life: KindCase): Promise<void> {
  const { kind } = life;
  const ground = new Ground(trial);
  let wanted = await life.begin(ground);
  const name = nameIn(life);

  const made = await trial.stand(kind, name, wanted);
  expect(differences(kind, kind.props.parse(wanted), made.props)).toEqual([]);
  expect(kind.props.safeParse(made.props).error).toBeUndefined();
  expect(made.tags).toEqual(kind.tagging === undefined ? undefined : blueprintTags);

  const changes = (await life.changes?.(ground)) ?? [];
  const touched = new Set([...changes.flatMap((change) => Object.keys(change)), ...(life.fixed ?? [])]);
  expect(kind.mutable.filter((field) => !touched.has(field))).toEqual([]);
  for (const change of changes) {
    wanted = { ...wanted, ...change };
    const changed = await trial.change(kind, name, wanted);
    expect(changed.id).toBe(made.id);
  }

  const leaving = await trial.until(() => trial.find(kind, name));
  await trial.remove(kind, name);
  const again = await kind.delete(trial.step(leaving.address), leaving).then(
    () => "harmless",
    (error: unknown) => trial.provider.meaning(error, kind.name),
  );
  expect(["harmless", "not-found"]).toContain(again);
  expect(trial.calls.filter(({ signal }) => signal !== trial.signal)).toEqual([]);
}

/** The name under which a case's resource is found. */
export function nameIn({ name = "trial" }: Pick<KindCase, "name">): string {
  return name;
}
