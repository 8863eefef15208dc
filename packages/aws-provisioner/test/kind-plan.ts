import { apply } from "../src/engine/apply.ts";
import { memoryLedger } from "../src/engine/ledger.ts";
import { makePlan } from "../src/engine/make-plan.ts";
import type { ObservedResource } from "../src/engine/observed.ts";
import type { Plan } from "../src/engine/plan.ts";
import { type KindName, kinds } from "../src/kinds/registry.ts";
import type { Props } from "./ground.ts";
import { blueprintTags, type KindTrial } from "./kind-account.ts";

interface Wish {
  readonly props: Props;
  readonly tags?: Readonly<Record<string, string>>;
  readonly prune?: readonly string[];
}

/** Plans changes of one resource that stands, beside everything of its cluster that it refers to. */
export class KindPlans {
  constructor(
    readonly trial: KindTrial,
    readonly address: string,
    readonly beside: readonly ObservedResource[],
  ) {}

  get kind(): KindName {
    return this.address.slice(0, this.address.indexOf("/")) as KindName;
  }

  async standing(): Promise<ObservedResource> {
    const { trial, kind, address } = this;
    return trial.until(() => trial.find(kind, address.slice(kind.length + 1)));
  }

  /** What it would take to make it so, or with undefined, to take it away. */
  async plan(wish: Wish | undefined): Promise<Plan> {
    const { address, kind } = this;
    const name = address.slice(kind.length + 1);
    const beside = this.beside.map(({ address: other, kind: of, name: called = "", props }) => {
      const resource = { address: other, kind: of, name: called, props, after: [] };
      return resource;
    });
    const wanted = wish === undefined ? [] : [{ address, kind, name, props: wish.props, after: [] }];
    return makePlan({
      cluster: this.trial.cluster,
      kinds,
      resources: [...beside, ...wanted],
      observed: {
        resources: [...this.beside, await this.standing()],
        kinds: new Set(kinds.map((one) => one.name)),
      },
      tags: wish?.tags ?? blueprintTags,
      prune: wish?.prune ?? [],
    });
  }

  async apply(plan: Plan, by: KindTrial = this.trial): Promise<void> {
    await apply({
      plan,
      observed: {
        resources: [...this.beside, await this.standing()],
        kinds: new Set(kinds.map((one) => one.name)),
      },
      provider: by.provider,
      ledger: memoryLedger(),
      clock: by.account.clock,
      newOperation: () => "operation-2",
      signal: by.signal,
      emit: () => {},
    });
  }
}
