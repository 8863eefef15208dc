import { ProvisionError } from "./error.ts";
import { gathered } from "./gather.ts";
import type { AnyKind, Cloud, Kind } from "./kind.ts";
import type { Level } from "./level.ts";
import { type Ref, ref, refsIn, type Wired } from "./ref.ts";

/**
 * A place in a row whose members are not replaced at the same time: what stands at a later place goes for its
 * replacement when everything at earlier ones is ready. What is made and replaces nothing waits for nobody.
 */
export interface Turn {
  /** Name of the row. */
  readonly of: string;
  /** From 0. Several resources may share one place: a machine and what makes it known to others. */
  readonly place: number;
  /** Seconds that pass before anything at this place goes, where something at an earlier one was replaced. */
  readonly pause?: number;
}

/** One resource that a blueprint asks for, as plain data. */
export interface Resource {
  readonly address: string;
  readonly kind: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
  /** Addresses that must be stable before this one is made, though its fields do not mention them. */
  readonly after: readonly string[];
  /**
   * Name of the place in which it takes something for itself, an address in a subnet for instance, before the
   * provider gives that to anybody.
   */
  readonly claims?: string;
  /** Names of the places from which the provider gives it something: it comes after all that claim there. */
  readonly draws?: readonly string[];
  /** Its place among those of which only one is replaced at a time; absent where it is in no row. */
  readonly turn?: Turn;
  /** Seconds for which it may take to come; absent where it may take as long as others of its kind. */
  readonly limit?: number;
  /** How far it must have come for a run to be over; absent for `stable`. */
  readonly wait?: Exclude<Level, "stable">;
  /**
   * Whether what stands is left as it is where only a replacement would change it, and what it refers to
   * stays.
   */
  readonly stays?: boolean;
}

/** What else is said of a resource in the graph. */
interface Standing extends Pick<Resource, "claims" | "draws" | "turn" | "limit" | "wait" | "stays"> {
  readonly after?: readonly { readonly address: string }[];
}

/** A resource in the graph: a reference to any of its outputs. */
export type Handle<Outputs> = { readonly address: string; readonly id: Ref<string> } & {
  readonly [Field in keyof Outputs]: Ref<Outputs[Field]>;
};

/** The resources of a blueprint under their addresses; references between them are its edges. */
export class ResourceGraph {
  readonly #resources = new Map<string, Resource>();

  /**
   * Adds a resource and gives a handle whose fields are references to it. Throws `invalid-blueprint` on a
   * second use of an address.
   */
  add<C extends Cloud, Name extends string, Props extends object, Raw, Outputs extends object>(
    kind: Kind<C, Name, Props, Raw, Outputs>,
    name: string,
    props: Wired<NoInfer<Props>>,
    { after = [], claims, draws = [], turn, limit, wait, stays }: Standing = {},
  ): Handle<Outputs> {
    const address = addressOf(kind, name);
    if (this.#resources.has(address)) {
      throw new ProvisionError("invalid-blueprint", `two resources have the address ${address}`, { address });
    }
    const known = Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
    this.#resources.set(address, {
      address,
      kind: kind.name,
      name,
      props: known,
      after: after.map((other) => other.address),
      ...(claims !== undefined && { claims }),
      ...(draws.length > 0 && { draws }),
      ...(turn && { turn }),
      ...(limit !== undefined && { limit }),
      ...(wait && { wait }),
      ...(stays && { stays }),
    });
    return new Proxy({ address } as Handle<Outputs>, {
      get: (target, field) =>
        field === "address" || typeof field === "symbol" ? Reflect.get(target, field) : ref(address, field),
    });
  }

  /**
   * The resources in an order in which each follows all that it needs. Throws `unplannable` for a cycle or a
   * reference to nothing.
   */
  inOrder(): readonly Resource[] {
    return inOrder([...this.#resources.values()]);
  }
}

/** Where a resource of that kind and name stands in a plan: `subnet/public-1`. */
export function addressOf({ name: kind }: { readonly name: string }, name: string): string {
  return `${kind}/${name}`;
}

/**
 * Addresses that a resource needs: those it refers to and those it is to follow. It comes after who claims
 * something where it draws, too: `claimantsIn`.
 */
export function needsOf(resource: Resource): string[] {
  return [...new Set([...refsIn(resource.props).map(({ $ref }) => $ref), ...resource.after])];
}

/** Who claims something, by the names of the places. */
export function claimantsIn(resources: readonly Resource[]): ReadonlyMap<string, readonly Resource[]> {
  return gathered(resources, ({ claims }) => claims);
}

/** Sorts resources so that each follows all that it needs, and otherwise keeps their order. */
export function inOrder(resources: readonly Resource[]): readonly Resource[] {
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  const claimants = claimantsIn(resources);
  const given = new Map(resources.map((resource, at) => [resource, at]));
  const byPlace = (one: Resource, other: Resource) => (given.get(one) ?? 0) - (given.get(other) ?? 0);
  const claimed = new Set<string>();
  const ordered = new Set<Resource>();
  // No call within a call: a plan may be one long row.
  for (const first of resources) {
    const open = new Set<string>();
    const path: { readonly resource: Resource; readonly needs: string[]; readonly places: readonly string[] }[] = [];
    const enter = (address: string, from: string): void => {
      const resource = byAddress.get(address);
      if (resource === undefined) {
        throw new ProvisionError("unplannable", `${from} refers to ${address}, which is not in the blueprint`, {
          address: from,
        });
      }
      if (ordered.has(resource)) return;
      if (open.has(address)) {
        const cycle = [...[...open].slice([...open].indexOf(address)), address].join(" -> ");
        throw new ProvisionError("unplannable", `resources need each other in a circle: ${cycle}`, { address });
      }
      open.add(address);
      const places = (resource.draws ?? []).filter((place) => !claimed.has(place));
      const claiming = places.flatMap((place) => claimants.get(place) ?? []).toSorted(byPlace);
      const needs = [...needsOf(resource), ...claiming.map((one) => one.address)];
      path.push({ resource, needs: needs.toReversed(), places });
    };
    enter(first.address, first.address);
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const need = last.needs.pop();
      if (need !== undefined) {
        enter(need, last.resource.address);
        continue;
      }
      open.delete(last.resource.address);
      path.pop();
      for (const place of last.places) claimed.add(place);
      ordered.add(last.resource);
    }
  }
  return [...ordered];
}

/** A lookup of kinds by name that throws for a name it does not know. */
export function kindsByName<C extends Cloud>(kinds: readonly AnyKind<C>[]): (name: string) => AnyKind<C> {
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  return (name) => {
    const kind = byName.get(name);
    if (kind === undefined) throw new ProvisionError("unplannable", `there is no kind named ${name}`);
    return kind;
  };
}
