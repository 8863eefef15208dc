import { ProvisionError } from "../engine/error.ts";
import type { Provider, StepContext } from "../engine/provider.ts";
import { kindNamed, kinds } from "../kinds/registry.ts";
import type { Caller } from "./caller.ts";
import type { Aws, Look, Step } from "./cloud.ts";
import { classify } from "./error-table.ts";
import { randomHex } from "./random-hex.ts";
import type { SecretStore } from "./secret-store.ts";
import type { Clients } from "./services.ts";
import { tagKeys, tagPairs, tagsOf } from "./tags.ts";

export interface ProviderInput {
  readonly clients: Clients;
  readonly cluster: string;
  readonly region: string;
  readonly caller: () => Promise<Caller>;
  /** The blueprint's own, for every resource. */
  readonly tags: Readonly<Record<string, string>>;
  readonly secrets: SecretStore;
  readonly random: () => number;
}

/** Twice what the listings of the simulated account are behind at most; AWS promises no bound. */
const listingLagSeconds = 10;

/** AWS as the engine sees it, for one cluster in one region. */
export function awsProvider(input: ProviderInput): Provider<Aws> {
  return {
    kinds,
    listingLagSeconds,
    look: (signal) => lookOf(input, signal),
    step: (context) => stepOf(input, context),
    meaning: (error, kind) => classify(error, kind === undefined ? undefined : kindNamed(kind).errors),
    async retag(step, kind, id, tags, gone) {
      const { tagging } = kindNamed(kind);
      if (tagging === undefined) {
        throw new ProvisionError("unplannable", `${step.address} bears no tags of its own`, { address: step.address });
      }
      await tagging.change(step, id, tagPairs(tags), gone);
    },
  };
}

function lookOf({ clients, cluster, region, caller }: ProviderInput, signal: AbortSignal): Look {
  const answers = new Map<string, Promise<unknown>>();
  return {
    clients,
    cluster,
    region,
    caller,
    owned: [{ Name: `tag:${tagKeys.cluster}`, Values: [cluster] }],
    once<T>(key: string, list: () => Promise<T>): Promise<T> {
      const known = answers.get(key) as Promise<T> | undefined;
      if (known !== undefined) return known;
      const answer = list();
      answers.set(key, answer);
      return answer;
    },
    request: { abortSignal: signal },
  };
}

function stepOf(input: ProviderInput, { address, token, operation, signal }: StepContext): Step {
  const tags = tagsOf(input.cluster, address, input.tags);
  const tagsWithOperation = [...tags, { Key: tagKeys.operation, Value: operation }];
  return {
    ...lookOf(input, signal),
    address,
    name: address.slice(address.indexOf("/") + 1),
    token,
    tags,
    tagsWithOperation,
    secretValue: (source) => input.secrets.valueOf(source),
    randomHex: (bytes) => randomHex(input.random, bytes),
    tagged: (ResourceType, { operation: marked = false, more = [] } = {}) => [
      { ResourceType, Tags: [...(marked ? tagsWithOperation : tags), ...more] },
    ],
  };
}
