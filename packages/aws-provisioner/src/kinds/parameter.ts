import type { Parameter as AwsParameter } from "@aws-sdk/client-ssm";
import { writtenByNodes } from "@drydock/core/design";
import * as z from "zod/mini";
import { type Complete, complete } from "../aws/answer.ts";
import type { Look, Step } from "../aws/cloud.ts";
import { codes } from "../aws/error-table.ts";
import { kind } from "../aws/kind.ts";
import { arnOf } from "../aws/naming.ts";
import { items } from "../aws/pages.ts";

type Valued = Complete<Pick<AwsParameter, "Name" | "Value">, "Name" | "Value">;

interface OwnedParameter {
  readonly parameter: Valued;
  /** Names of what nodes wrote about it: it goes when this goes. */
  readonly written: readonly string[];
}

/**
 * A plain value that nodes read: a given text, or one made at random when it is created and kept from then
 * on.
 */
export const Parameter = kind("parameter", {
  service: "ssm",
  discovery: { arnService: "ssm" },
  usedBy: (design) => design.parameters.length > 0,
  // Systems Manager API reference.
  errors: { "already-exists": codes("ParameterAlreadyExists") },
  props: z.object({
    parameterName: z.string(),
    text: z.optional(z.string().check(z.minLength(1))),
    generated: z.optional(z.object({ bytes: z.int().check(z.positive()) })),
  }),
  naming: { field: "parameterName", of: (cluster) => new RegExp(`^${parameterName(cluster, "")}`) },
  mutable: ["text"],
  unread: ["generated"],
  volatile: ["value"],
  arns: (scope) => [arnOf(scope, "ssm", `parameter${parameterName(scope.cluster, "*")}`)],
  stable: { means: "is stored" },
  seconds: { create: 0.3, delete: 0.3 },
  permissions: {
    find: ["ssm:GetParametersByPath", "ssm:GetParameters"],
    create: ["ssm:PutParameter", "ssm:AddTagsToResource"],
    update: ["ssm:PutParameter"],
    delete: ["ssm:DeleteParameters"],
  },
  find: ownParameters,
  async seek({ clients: { ssm }, request }, sought) {
    const parts = Array.from({ length: Math.ceil(sought.length / mostNames) }, (_, at) =>
      sought.slice(at * mostNames, (at + 1) * mostNames).map((one) => one.parameterName),
    );
    const answers = await Promise.all(parts.map((Names) => ssm.getParameters({ Names }, request)));
    const found = answers.flatMap(({ Parameters = [] }) => Parameters);
    return found.map((one) => ({ parameter: complete(one, "Name", "Value"), written: [] }));
  },
  read({ parameter, written }: OwnedParameter, look) {
    const prefix = parameterName(look.cluster, "");
    const { Name, Value } = parameter;
    if (!Name.startsWith(prefix)) return undefined;
    const name = Name.slice(prefix.length);
    return {
      id: Name,
      name,
      props: { parameterName: Name, text: Value },
      outputs: { value: Value, written },
      status: "ready",
    };
  },
  async create(step, props) {
    const Value = valueOf(step, props);
    const input = { Name: props.parameterName, Value, Type: "String" as const, Overwrite: false, Tags: [...step.tags] };
    await step.clients.ssm.putParameter(input, step.request);
    return { parameter: { Name: props.parameterName, Value }, written: [] };
  },
  update: ({ clients: { ssm }, request }, { id }, { text }) =>
    ssm.putParameter({ Name: id, Value: text, Type: "String", Overwrite: true }, request),
  // Unlike DeleteParameter, this call names what it did not find and succeeds.
  delete: ({ clients: { ssm }, request }, { id, outputs }) =>
    ssm.deleteParameters({ Names: [id, ...outputs.written] }, request),
});

/** Names of one call (Systems Manager API reference, GetParameters). */
const mostNames = 10;

/** Its name in Parameter Store. */
export function parameterName(cluster: string, parameter: string): string {
  return `/drydock/${cluster}/${parameter}`;
}

/**
 * What stands under the cluster's path is its own. What nodes wrote in their folder,
 * `nodes/etcd/initialised`, belongs to the first parameter of the folder that it repeats, `etcd/token`: a
 * value made anew must not meet what was written about the old one.
 */
async function ownParameters(look: Look): Promise<readonly OwnedParameter[]> {
  const {
    clients: { ssm },
    request,
  } = look;
  const prefix = parameterName(look.cluster, "");
  const answers = await items(
    (NextToken) => ssm.getParametersByPath({ Path: prefix, Recursive: true, NextToken }, request),
    ({ Parameters }) => Parameters,
  );
  const all = answers.map((answer) => complete(answer, "Name", "Value"));
  const nodes = `${prefix}${writtenByNodes}`;
  const isWritten = ({ Name }: Valued) => Name.startsWith(nodes);
  const made = all.filter((parameter) => !isWritten(parameter));
  const written = all.filter(isWritten);
  const ownerOf = ({ Name }: Valued) =>
    made.find((own) => folder(own.Name) === folder(`${prefix}${Name.slice(nodes.length)}`));
  return [
    ...made.map((parameter) => ({
      parameter,
      written: written.flatMap((one) => (ownerOf(one) === parameter ? one.Name : [])),
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
