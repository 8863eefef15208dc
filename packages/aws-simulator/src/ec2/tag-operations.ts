import type { EC2, ResourceType } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Operations } from "../resource.ts";
import type { Moment } from "../state.ts";
import { filtered } from "./filters.ts";
import { pageOf, place } from "./listing.ts";
import { type Ec2Record, isListed, isSeen } from "./record.ts";
import { stopIfDryRun } from "./refuse.ts";
import type { Ec2Resource } from "./resource.ts";
import { type Ec2Table, lookUp } from "./table.ts";
import { checkTags } from "./tags.ts";

/** The operations on the tags of whatever is named by its id. */
export function tagOperations(resources: readonly Ec2Resource[]): Operations<EC2> {
  const tables = resources.flatMap(({ table }) => table ?? []);

  function tableOf(id: string): Ec2Table<Ec2Record> {
    const table = tables.find(({ prefix }) => id.startsWith(`${prefix}-`));
    if (table === undefined) throw new AwsError("InvalidID", `The ID '${id}' is not valid`);
    return table;
  }

  function taggedBy(moment: Moment, id: string): Ec2Record {
    return lookUp(moment, tableOf(id), id);
  }

  return {
    /** CreateTags: adds to or overwrites the tags of up to 1000 resources, all or none. */
    CreateTags(call) {
      const { input } = call;
      const resources = input.Resources.map((id) => taggedBy(call, id));
      const tags = input.Tags;
      checkTags(tags);
      for (const resource of resources) {
        const own = [...resource.tags.keys()].filter((key) => !key.startsWith("aws:"));
        if (new Set([...own, ...tags.map(({ Key = "" }) => Key)]).size > 50) {
          throw new AwsError("TagLimitExceeded", `The maximum number of tags (50) of ${resource.id} is exceeded.`);
        }
      }
      stopIfDryRun(input);
      for (const resource of resources) for (const { Key = "", Value = "" } of tags) resource.tags.set(Key, Value);
      for (const id of input.Resources) call.account.of(tableOf(id)).touch(id);
      return {};
    },

    /**
     * DeleteTags: a key alone goes whatever its value; with a value, only when it is that one; without tags,
     * all go.
     */
    DeleteTags(call) {
      const { input } = call;
      const resources = input.Resources.map((id) => taggedBy(call, id));
      stopIfDryRun(input);
      for (const { tags } of resources) {
        const doomed: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] =
          input.Tags ?? [...tags.keys()].filter((key) => !key.startsWith("aws:")).map((Key) => ({ Key }));
        for (const { Key = "", Value } of doomed) {
          if (Value === undefined || tags.get(Key) === Value) tags.delete(Key);
        }
      }
      for (const id of input.Resources) call.account.of(tableOf(id)).touch(id);
      return {};
    },

    /** DescribeTags: one row for each tag of each resource. */
    DescribeTags(call) {
      const { input } = call;
      stopIfDryRun(input);
      const all = tables.flatMap((table, index) =>
        [...call.account.of(table).values()]
          .filter((record) => isSeen(record, call) && isListed(record, call, true))
          .flatMap(({ id, order, tags }) =>
            [...tags].map(([key, value]) => ({
              at: `${place(index)} ${place(order)} ${key}`,
              id,
              type: table.type,
              key,
              value,
              tags: new Map([[key, value]]),
            })),
          ),
      );
      const chosen = filtered(all, input.Filters, {
        key: ({ key }) => key,
        value: ({ value }) => value,
        "resource-id": ({ id }) => id,
        "resource-type": ({ type }) => type,
      });
      const { rows, NextToken } = pageOf(chosen, ({ at }) => at, input);
      return {
        Tags: rows.map(({ id, type, key, value }) => ({
          ResourceId: id,
          // A table's type is the word that EC2 has for it.
          ResourceType: type as ResourceType,
          Key: key,
          Value: value,
        })),
        NextToken,
      };
    },
  };
}
