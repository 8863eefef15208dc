import type { EC2 } from "@aws-sdk/client-ec2";
import { type LiveRecord, type Operations, type Resource, resource as resourceOf } from "../resource.ts";
import type { Moment } from "../state.ts";
import type { Ec2Record } from "./record.ts";
import type { Ec2Table } from "./table.ts";

/** One resource of EC2, with its table, where it has one, for the operations over all of them. */
export interface Ec2Resource extends Resource<EC2> {
  readonly table?: Ec2Table<Ec2Record>;
}

/** What is true of one resource of EC2; all of them can be tagged. */
export interface Ec2ResourceFacts<R extends Ec2Record> {
  readonly table: Ec2Table<R>;
  /** What the inventory says of a record; undefined for one that is only still listed after its end. */
  readonly inventory: (record: R, moment: Moment) => LiveRecord | undefined;
  /**
   * Of what is live for as long as it is in its table, unless the table is told by `touch`: whether one is.
   * Its tags are written by EC2's own operations alone, which tell the table, too.
   */
  readonly isLive?: (record: R) => boolean;
  readonly operations: Operations<EC2>;
}

/** Makes one resource of EC2 out of its facts, to be a line in the list of `service.ts`. */
export function resource<R extends Ec2Record>(facts: Ec2ResourceFacts<R>): Ec2Resource {
  const { table, isLive } = facts;
  return {
    ...resourceOf<EC2, R>({
      ...facts,
      type: table.type,
      tags: ({ tags }) => tags,
      ...(isLive && { whileListed: isLive }),
    }),
    table,
  };
}
