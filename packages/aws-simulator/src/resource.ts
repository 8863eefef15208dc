import type { InventoryEntry, TaggedRecords } from "./inventory.ts";
import type { LaggingService } from "./lag.ts";
import { LaggingMap } from "./lagging-map.ts";
import { Records } from "./records.ts";
import type { CheckedHandler } from "./request/checked-handlers.ts";
import type { Account, Moment, Slice } from "./state.ts";

const none: ReadonlyMap<string, string> = new Map();

/** The records of one resource in an account by key (an id, a name or an ARN), in the order of creation. */
export type Table<R extends object> = Slice<Records<R>>;

/**
 * Makes a table that a new account has empty; `account.of(table)` is the account's own map of it.
 *
 * @param lags The service whose listings of it may be behind, which are read by `asListed`.
 */
export function table<R extends object>(name: string, lags?: LaggingService): Table<R> {
  return { name, initial: (account) => (lags === undefined ? new Records() : new LaggingMap(account, lags)) };
}

/** The records of a table as its service lists them now: what there is, or what there was a while ago. */
export function asListed<R extends object>(account: Account, own: Table<R>): R[] {
  const records = account.of(own);
  return records instanceof LaggingMap ? records.listed() : [...records.values()];
}

/**
 * The operations of an SDK client by name (`CreateRole` for its method `createRole`), each as the handler of
 * a request that satisfies the API model. A handler written as a method of such an object needs no types of
 * its own.
 */
export type Operations<Client> = {
  readonly [Method in keyof Client as Capitalize<Method & string>]?: HandlerFor<Client[Method]>;
};

// The last overload of a client's method takes a callback, which alone shows both the input and the output.
type HandlerFor<Method> = Method extends (
  args: infer Input,
  options: infer _Options,
  callback: (error: unknown, output?: infer Output) => void,
) => void
  ? CheckedHandler<Input, Output>
  : never;

/** What the inventory says of one live record. */
export interface LiveRecord {
  /** Default the record's key in its table. */
  readonly id?: string;
  /** State in the service's words. Default "available". */
  readonly state?: string;
  /** The few facts that a test wants to read. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Everything that is true of one resource of a service. */
export interface ResourceFacts<Client, R extends object> {
  /** What the inventory calls it: `role`, `load-balancer`. */
  readonly type: string;
  readonly table: Table<R>;
  /**
   * The record's own tags, through which the service's tag operations write; left out for what AWS cannot
   * tag.
   */
  readonly tags?: (record: R) => Map<string, string>;
  /** What the inventory says of a record; undefined for one that is only still listed after its end. */
  readonly inventory: (record: R, moment: Moment) => LiveRecord | undefined;
  /**
   * Of what is live for as long as it is in its table, or until the table is told by `touch`, as it is of
   * each change of the record's tags: whether one is.
   */
  readonly whileListed?: (record: R) => boolean;
  /** The operations that are about it, as methods: `CreateRole({ input, account }) { ... }`. */
  readonly operations: Operations<Client>;
}

/** One resource in its service's list: what the service derives from it, with the record's type forgotten. */
export interface Resource<Client> {
  readonly operations: Operations<Client>;
  /** The live records; left out for what the account does not hold itself, such as instance types. */
  readonly inventory?: (moment: Moment) => readonly Omit<InventoryEntry, "service">[];
  /** Where those of the live records are found that bear a tag; left out for what has none. */
  readonly tagged?: TaggedRecords | undefined;
  /**
   * The tags of the record under that key, to be read and written; undefined when there is none or it has no
   * tags.
   */
  readonly tags?: (account: Account, key: string) => Map<string, string> | undefined;
}

/**
 * Makes one resource out of its facts. A resource is one file: the record's interface, its table (`const
 * roles = table<RoleRecord>("iam/roles")`, read by `account.of(roles)`), the look-ups that refuse in the
 * service's words, what the operations share, and last
 *
 * ```ts
 * export const role = resource<IAM, RoleRecord>({
 *   type: "role",
 *   table: roles,
 *   tags: ({ tags }) => tags,
 *   inventory: ({ arn, path }) => ({ attributes: { arn, path } }),
 *   operations: {
 *     GetRole({ input, account }) {
 *       return { Role: shown(roleOf(account, input.RoleName)) };
 *     },
 *   },
 * });
 * ```
 *
 * with which it is one line in the list of `service({ resources: [role, ...] })`. Where two resources know
 * each other, the record with its table and look-ups lies in a file below both (`ec2/records/vpc.ts`).
 * Operations that are about no record are a plain object: `export const instanceType: Resource<EC2> = {
 * operations: { ... } }`. A service whose resources share more than this (how ids are refused, how everything
 * is tagged) has a `resource` of its own on top: `ec2/resource.ts`.
 */
export function resource<Client, R extends object>(facts: ResourceFacts<Client, R>): Resource<Client> {
  const { type, table: own, tags, inventory, whileListed, operations } = facts;
  return {
    operations,
    inventory: (moment) =>
      [...moment.account.of(own)].flatMap(([key, record]) => {
        const live = inventory(record, moment);
        if (live === undefined) return [];
        const { id = key, state = "available", attributes } = live;
        return [{ type, id, tags: Object.fromEntries(tags?.(record) ?? []), state, attributes }];
      }),
    tagged: tags && {
      each(moment, visit) {
        for (const [key, record] of moment.account.of(own)) {
          const borne = tags(record);
          if (borne.size === 0) continue;
          const live = inventory(record, moment);
          if (live !== undefined) visit({ type, id: live.id ?? key, tags: borne });
        }
      },
      touched: whileListed && {
        version: (account) => account.of(own).version,
        each(account, since, visit) {
          const records = account.of(own);
          for (const id of records.touchedSince(since)) {
            const record = records.get(id);
            const borne = record && whileListed(record) ? tags(record) : none;
            visit({ type, id, tags: borne });
          }
        },
      },
    },
    tags: (account, key) => {
      const record = account.of(own).get(key);
      return record && tags?.(record);
    },
  };
}
