import type { AnyHandler, Service } from "./handler.ts";
import { checkedHandlers, type RequestRules } from "./request/checked-handlers.ts";
import type { Operations, Resource } from "./resource.ts";

/** What a service is made of. */
export interface ServiceFacts<Client> {
  /** The SDK client's name without "Client": `EC2`, `AutoScaling`, ... */
  readonly id: string;
  /** Everything that it manages, one a line. */
  readonly resources: readonly Resource<Client>[];
  /** Operations over all of them, such as the tagging of whatever is named. */
  readonly operations?: Operations<Client>;
  /** How it refuses requests that its API model forbids. */
  readonly rules: RequestRules;
}

/**
 * Makes a service out of its resources: its operations and its inventory are theirs. Each operation is
 * checked against the API model first. Throws when two resources answer the same operation.
 */
export function service<Client>({ id, resources, operations = {}, rules }: ServiceFacts<Client>): Service {
  const handlers = new Map<string, AnyHandler>();
  for (const part of [...resources, { operations }]) {
    const answered: [string, AnyHandler][] = Object.entries(part.operations);
    for (const [name, handler] of answered) {
      if (handlers.has(name)) throw new Error(`two resources of ${id} answer ${name}`);
      handlers.set(name, handler);
    }
  }
  return {
    id,
    handlers: checkedHandlers(rules, Object.fromEntries(handlers)),
    inventory: (moment) =>
      resources.flatMap(({ inventory }) => (inventory?.(moment) ?? []).map((entry) => ({ service: id, ...entry }))),
    tagged: resources.flatMap(({ tagged }) => tagged ?? []),
  };
}
