import type { Filter, ResourceType, TagSpecification } from "@aws-sdk/client-ec2";
import type { SecretSource } from "@drydock/core/design";
import type { Observed } from "../engine/kind.ts";
import type { Queue } from "../engine/queue.ts";
import type { EntryKeys } from "../engine/shared.ts";
import type { Caller } from "./caller.ts";
import type { SecretValue } from "./secret-value.ts";
import type { Clients } from "./services.ts";
import type { TagPair } from "./tags.ts";

/** One look at the account: what kinds list through. Answers are shared within it and forgotten after it. */
export interface Look {
  readonly clients: Clients;
  readonly cluster: string;
  readonly region: string;
  /** Who calls; asked once in a session. */
  readonly caller: () => Promise<Caller>;
  /** The filter that EC2's listings take for the cluster's resources. */
  readonly owned: readonly Filter[];
  /**
   * Runs `list` the first time that `key` is asked for in this look, and gives the same promise afterwards.
   */
  readonly once: <T>(key: string, list: () => Promise<T>) => Promise<T>;
  /**
   * Ids of changes that calls of this session have begun and that no listing tells of, by the id of what is
   * changed: whoever waits for one asks after it.
   */
  readonly begun: Map<string, string>;
  /** A text that a machine or AWS wrote, without what is secret in it. */
  readonly withoutSecrets: (text: string) => string;
  /** Options for each SDK call: the signal of the caller, and who is told of waits for AWS's pace. */
  readonly request: { readonly abortSignal: AbortSignal; readonly onQueue?: Queue };
}

/** One mutation: what kinds change through. */
export interface Step extends Look {
  /** Full address, `subnet/public-1`. */
  readonly address: string;
  /** The name in it, `public-1`. */
  readonly name: string;
  /**
   * Idempotency token for this step's create: at most 64 ASCII characters, the same in every process that
   * resumes it.
   */
  readonly token: string;
  /**
   * Tags for the resource, as key and value: the cluster, the address, the version, the name and the
   * blueprint's own.
   */
  readonly tags: readonly TagPair[];
  /** Marks of everything of Drydock's in the fields that others share, by field. */
  readonly wrote: EntryKeys;
  /** The tags that tell these marks; they are among `tags`. */
  readonly marks: readonly TagPair[];
  /** `tags` with the id of the operation, which tells what one run made from what another did. */
  readonly tagsWithOperation: readonly TagPair[];
  /**
   * Value of a secret, from the place that its source names; made anew for generated ones, signed for
   * certificates.
   */
  readonly secretValue: (source: SecretSource) => Promise<SecretValue>;
  /** What stands of that kind under that id, as far as the run knows. */
  readonly standing: (kind: string, id: string) => Observed | undefined;
  /** A random value of that many bytes, in hexadecimal. */
  readonly randomHex: (bytes: number) => string;
  /** EC2's form of the tags. */
  readonly tagged: (resourceType: ResourceType, options?: { more?: readonly TagPair[] }) => TagSpecification[];
}

/** AWS as the engine's kinds, plans and runs are generic over it. */
export interface Aws {
  readonly look: Look;
  readonly step: Step;
}
