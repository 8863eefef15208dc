import type { ResourceType } from "@aws-sdk/client-ec2";
import type { Provider, StepContext } from "../engine/provider.ts";
import { kinds } from "../kinds/registry.ts";
import type { AllClients } from "./clients.ts";
import type { Aws, Clients, Look, Step } from "./cloud.ts";
import { classify } from "./error-table.ts";
import type { Identity } from "./identity.ts";
import { retag } from "./retag.ts";
import type { SecretStore } from "./secret-store.ts";
import { type TagPair, tagKeys } from "./tags.ts";

/** Twice what the listings of the simulated account are behind at most; AWS promises no bound. */
const listingLagSeconds = 10;

export interface ProviderInput {
  readonly clients: AllClients;
  readonly cluster: string;
  readonly region: string;
  /** Known once STS has answered; asked for only by what runs after that. */
  readonly identity: () => Identity;
  readonly tags: Readonly<Record<string, string>>;
  readonly secrets: SecretStore;
  readonly random: () => number;
}

/** AWS as the engine sees it, for one cluster in one region. */
export function awsProvider(input: ProviderInput): Provider<Aws> {
  const { clients, cluster, region, identity, random } = input;
  const look = (signal: AbortSignal): Look => {
    const answers = new Map<string, Promise<unknown>>();
    const own = {
      cluster,
      region,
      get account() {
        return identity().account;
      },
      get partition() {
        return identity().partition;
      },
      owned: [{ Name: `tag:${tagKeys.cluster}`, Values: [cluster] }],
      once<T>(key: string, list: () => Promise<T>): Promise<T> {
        const known = answers.get(key) as Promise<T> | undefined;
        if (known !== undefined) return known;
        const answer = list();
        answers.set(key, answer);
        return answer;
      },
      http: { abortSignal: signal },
    };
    // The clients are getters that make each client on first use; copying them would make all at once.
    return withClients(own, clients);
  };
  const step = (context: StepContext): Step => {
    const tags = tagsOf(cluster, context.address, input.tags);
    const tagsWithOperation = [...tags, { Key: tagKeys.operation, Value: context.operation }];
    const own = {
      address: context.address,
      token: context.token,
      tags,
      tagsWithOperation,
      secretValue: (source: Parameters<Step["secretValue"]>[0]) => input.secrets.valueOf(source),
      randomHex: (bytes: number) =>
        Array.from({ length: bytes }, () =>
          Math.floor(random() * 256)
            .toString(16)
            .padStart(2, "0"),
        ).join(""),
      tagged: (
        resourceType: ResourceType,
        { operation = false, more = [] }: { operation?: boolean; more?: readonly TagPair[] } = {},
      ) => [{ ResourceType: resourceType, Tags: [...(operation ? tagsWithOperation : tags), ...more] }],
    };
    return Object.defineProperties(look(context.signal), Object.getOwnPropertyDescriptors(own)) as Step;
  };
  return { kinds, listingLagSeconds, look, step, meaning: classify, retag };
}

function withClients<Own extends object>(own: Own, clients: Clients): Own & Clients {
  return Object.create(clients, Object.getOwnPropertyDescriptors(own)) as Own & Clients;
}

function tagsOf(cluster: string, address: string, blueprintTags: Readonly<Record<string, string>>): TagPair[] {
  const name = address.slice(address.indexOf("/") + 1);
  return Object.entries({
    ...blueprintTags,
    Name: `${cluster} ${name}`,
    [tagKeys.cluster]: cluster,
    [tagKeys.address]: address,
    [tagKeys.version]: "1",
  }).map(([Key, Value]) => ({ Key, Value }));
}
