import { ProvisionError } from "../engine/error.ts";
import type { Provider, StepContext } from "../engine/provider.ts";
import { kindNamed, kinds } from "../kinds/registry.ts";
import type { Caller } from "./caller.ts";
import type { Aws, Look, Step } from "./cloud.ts";
import { classify } from "./error-table.ts";
import { adviceOn } from "./failed-call.ts";
import { holdersOf } from "./holders-of.ts";
import { lagOfService } from "./listing-lag.ts";
import { randomHex } from "./random-hex.ts";
import { redacted } from "./redacted.ts";
import { seek } from "./seek.ts";
import type { SecretStore } from "./secret-store.ts";
import type { Clients } from "./services.ts";
import { markOf } from "../engine/shared.ts";
import { type TagPair, tagKeys, tagPairs, tagsOf } from "./tags.ts";
import { markTags } from "./wrote.ts";

export interface ProviderInput {
  readonly clients: Clients;
  readonly cluster: string;
  readonly region: string;
  readonly caller: () => Promise<Caller>;
  /** The blueprint's own, for every resource. */
  readonly tags: Readonly<Record<string, string>>;
  readonly secrets: SecretStore;
  readonly random: () => number;
  /** A text that others wrote, without what is secret in it; default by its looks alone. */
  readonly withoutSecrets?: (text: string) => string;
}

/** What looks and steps of one session share. */
interface Connected extends ProviderInput, Pick<Look, "begun"> {}

/** AWS as the engine sees it, for one cluster in one region. */
export function awsProvider(given: ProviderInput): Provider<Aws> {
  const input = { ...given, begun: new Map<string, string>() };
  return {
    kinds,
    lagOf: (kind) => lagOfService(kindNamed(kind).service),
    look: (signal) => lookOf(input, signal),
    step: (context) => stepOf(input, context),
    seek: (signal, kind, sought, known, depth = "fields") =>
      seek(lookOf(input, signal), { kind: kindNamed(kind), depth }, sought, known),
    advice: adviceOn,
    meaning: (error, kind) => classify(error, kind === undefined ? undefined : kindNamed(kind).errors),
    async retag(step, kind, id, tags, gone) {
      const { tagging } = kindNamed(kind);
      if (tagging === undefined) {
        throw new ProvisionError("unplannable", `${step.address} bears no tags of its own`, { address: step.address });
      }
      const marks = tagMarks(input.tags);
      const told = Object.keys(tags).length > 0 || gone.length > 0;
      await tagging.change(
        step,
        id,
        told ? [...tagPairs(tags), ...marks] : [],
        gone.length > 0 && marks.length === 0 ? [...gone, ...tagMarkKeys] : gone,
      );
    },
    holders: holdersOf,
    async mark(step, kind, resource, marks) {
      const { tagging, marking } = kindNamed(kind);
      const tags = markTags(marks);
      await (marking === undefined ? tagging?.change(step, resource.id, tags, []) : marking(step, resource, tags));
    },
  };
}

function lookOf(
  { clients, cluster, region, caller, begun, withoutSecrets = redacted }: Connected,
  signal: AbortSignal,
): Look {
  const answers = new Map<string, Promise<unknown>>();
  return {
    clients,
    cluster,
    region,
    caller,
    withoutSecrets,
    owned: [{ Name: `tag:${tagKeys.cluster}`, Values: [cluster] }],
    once<T>(key: string, list: () => Promise<T>): Promise<T> {
      const known = answers.get(key) as Promise<T> | undefined;
      if (known !== undefined) return known;
      const answer = list();
      answers.set(key, answer);
      return answer;
    },
    begun,
    request: { abortSignal: signal },
  };
}

/** What tells which tags the blueprint wrote; nothing where it has none. */
function tagMarks(tags: ProviderInput["tags"]): TagPair[] {
  const keys = Object.keys(tags);
  return keys.length === 0 ? [] : markTags({ tags: keys.map(markOf).toSorted() });
}

const tagMarkKeys = markTags({ tags: [] }).map(({ Key }) => Key);

function stepOf(input: Connected, context: StepContext): Step {
  const { address, token, operation, wrote = {}, standing, signal, onQueue } = context;
  const marks = markTags(wrote);
  const { tagging } = kindNamed(address.slice(0, address.indexOf("/")));
  const told = [...(tagging === undefined ? [] : tagMarks(input.tags)), ...marks];
  const tags = [...tagsOf(input.cluster, address, input.tags), ...told];
  const tagsWithOperation = [...tags, { Key: tagKeys.operation, Value: operation }];
  return {
    ...lookOf(input, signal),
    request: { abortSignal: signal, ...(onQueue && { onQueue }) },
    address,
    name: address.slice(address.indexOf("/") + 1),
    token,
    tags,
    tagsWithOperation,
    wrote,
    marks,
    standing,
    secretValue: (source) => input.secrets.valueOf(source),
    randomHex: (bytes) => randomHex(input.random, bytes),
    tagged: (ResourceType, { more = [] } = {}) => [{ ResourceType, Tags: [...tagsWithOperation, ...more] }],
  };
}
