import { type Parameter as AwsParameter, paginateGetParametersByPath } from "@aws-sdk/client-ssm";
import { writtenByNodes } from "@drydock/core";
import { z } from "zod";
import { kind, type Look, type Step } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";

interface OwnedParameter {
  readonly parameter: Pick<AwsParameter, "Name" | "Value">;
  /** Names of what nodes wrote about it: it goes when this goes. */
  readonly written: readonly string[];
}

/** A plain value that nodes read: a given text, or one made at random when it is created and kept from then on. */
export const Parameter = kind("parameter", {
  props: z.object({
    parameterName: z.string(),
    text: z.string().min(1).optional(),
    generated: z.object({ bytes: z.number().int().positive() }).optional(),
  }),
  mutable: ["text"],
  unread: ["generated"],
  volatile: ["value"],
  // A node that still runs may write beside it.
  deleteAfter: ["auto-scaling-group", "instance"],
  seconds: { create: 0.3, delete: 0.3 },
  permissions: {
    find: ["ssm:GetParametersByPath"],
    create: ["ssm:PutParameter", "ssm:AddTagsToResource"],
    update: ["ssm:PutParameter"],
    delete: ["ssm:DeleteParameters"],
  },
  find: ownParameters,
  read({ parameter, written }: OwnedParameter, look) {
    const prefix = ownPrefix(look);
    if (!parameter.Name?.startsWith(prefix)) return undefined;
    return {
      id: parameter.Name,
      name: parameter.Name.slice(prefix.length),
      props: { parameterName: parameter.Name, text: parameter.Value! },
      outputs: { value: parameter.Value!, written },
      status: "ready",
    };
  },
  async create(step, props) {
    const Value = valueOf(step, props);
    const input = { Name: props.parameterName, Value, Type: "String" as const, Overwrite: false, Tags: [...step.tags] };
    await step.ssm.putParameter(input, step.http);
    return { parameter: { Name: props.parameterName, Value }, written: [] };
  },
  update: ({ ssm, http }, { id }, { text }) =>
    ssm.putParameter({ Name: id, Value: text, Type: "String", Overwrite: true }, http),
  // Unlike DeleteParameter, this call names what it did not find and succeeds.
  delete: ({ ssm, http }, { id, outputs }) => ssm.deleteParameters({ Names: [id, ...outputs.written] }, http),
});

function ownPrefix({ cluster }: Pick<Look, "cluster">): string {
  return `/drydock/${cluster}/`;
}

/**
 * What stands under the cluster's path is its own. What nodes wrote in their folder, `nodes/etcd/initialised`, belongs to the first
 * parameter of the folder that it repeats, `etcd/token`: a value made anew must not meet what was written about the old one.
 */
async function ownParameters(look: Look): Promise<readonly OwnedParameter[]> {
  const { ssm, http } = look;
  const prefix = ownPrefix(look);
  const input = { Path: prefix, Recursive: true };
  const all = await items(paginateGetParametersByPath({ client: ssm }, input, http), ({ Parameters }) => Parameters);
  const nodes = `${prefix}${writtenByNodes}`;
  const isWritten = ({ Name }: AwsParameter) => Name?.startsWith(nodes) ?? false;
  const made = all.filter((parameter) => !isWritten(parameter));
  const written = all.filter(isWritten);
  const ownerOf = ({ Name }: AwsParameter) =>
    made.find((own) => folder(own.Name!) === folder(`${prefix}${Name!.slice(nodes.length)}`));
  return [
    ...made.map((parameter) => ({
      parameter,
      written: written.flatMap((one) => (ownerOf(one) === parameter ? one.Name! : [])),
    })),
    ...written.filter((one) => ownerOf(one) === undefined).map((parameter) => ({ parameter, written: [] })),
  ];
}

function folder(name: string): string {
  return name.slice(0, name.lastIndexOf("/"));
}

interface Origin {
  readonly text?: string | undefined;
  readonly generated?: { readonly bytes: number } | undefined;
}

function valueOf(step: Step, { text, generated }: Origin): string {
  if (text !== undefined) return text;
  if (generated !== undefined) return step.randomHex(generated.bytes);
  throw new TypeError(`${step.address} has neither a text nor a way to make one: give it text or generated`);
}
