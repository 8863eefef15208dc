import { UserDataTooLargeError } from "@drydock/ignition";
import { userDataLimit } from "@drydock/systemd/ground";
import type { ClusterParts } from "../cluster/cluster-parts.ts";
import type { Member } from "../cluster/formation.ts";
import type { NamedRole } from "../cluster/named-role.ts";
import type { Machine, RenderNode } from "../cluster/nodes-design.ts";
import { remembering } from "../remembered.ts";
import { alikeNodes } from "./alike-nodes.ts";
import type { NodeConfig } from "./node-config.ts";
import { nodeOfRole } from "./node-of-role.ts";
import { osProfile, type OsProfile } from "./os-profile.ts";
import { cloudConfigUserData } from "./render-cloud-config-node.ts";
import { UserDataSizeError, type EntrySize } from "./user-data-size-error.ts";
import type { UserDataDesign } from "./user-data-design.ts";

/** User data that does not fit, by entry, largest first. */
export interface Oversize {
  readonly total: number;
  readonly limit: number;
  readonly entries: readonly EntrySize[];
}

/** A node that cannot be written down, and why. */
export interface Unrenderable {
  readonly reason: string;
}

/** A node that has no user data, and why. */
export interface FailedNode {
  /** The role, `pools.public`. */
  readonly path: string;
  readonly machine: string | undefined;
  readonly problem: Oversize | Unrenderable;
}

/**
 * What renders the user data of every node of a blueprint; one that cannot have any is reported, and gets
 * empty user data.
 */
export function nodeRenderer(
  blueprint: ClusterParts,
  members: readonly Member[],
  report: (failure: FailedNode) => void,
): RenderNode {
  const { name, etcd, pools, secrets } = blueprint;
  const key = JSON.stringify([name, etcd, pools, secrets, members]);
  const render = renderers(key, () => rememberingNodes(blueprint, members));
  return (role, machine) => {
    const rendered = render(role, machine);
    if ("text" in rendered) return rendered;
    report({ path: role.path, machine: machine?.name, problem: rendered });
    return { format: osProfile(role.spec.image).reads.format, text: "", bytes: 0, tactic: "plain" };
  };
}

type Rendered = UserDataDesign | Oversize | Unrenderable;
type Render = (role: NamedRole, machine: Machine | undefined) => Rendered;

/** As few as designs: of a blueprint whose subnets lie elsewhere the nodes are the same. */
const renderers = remembering<Render>(4);

/** What renders each node of a blueprint once. Roles and machines have names. */
function rememberingNodes(blueprint: ClusterParts, members: readonly Member[]): Render {
  const known = new Map<string, Rendered>();
  const ignition = alikeNodes();
  return (role, machine) => {
    const key = JSON.stringify([role.path, machine?.name, machine?.index]);
    const { reads } = osProfile(role.spec.image);
    const build = () => nodeOfRole(blueprint, members, role, machine);
    const rendered = known.get(key) ?? userDataOf(build, reads, ignition);
    known.set(key, rendered);
    return rendered;
  };
}

/** A node as user data in the language that its system reads, or why there is none. */
function userDataOf(
  build: () => NodeConfig,
  reads: OsProfile["reads"],
  ignition: ReturnType<typeof alikeNodes>,
): Rendered {
  try {
    const node = build();
    return reads.format === "ignition" ? ignition(node, reads.target) : cloudConfigUserData(node, reads.cloudInit);
  } catch (error) {
    if (error instanceof UserDataSizeError) return { total: error.total, limit: userDataLimit, entries: error.entries };
    if (!(error instanceof UserDataTooLargeError))
      return { reason: error instanceof Error ? error.message : String(error) };
    const { total, parts } = error.breakdown;
    return {
      total,
      limit: userDataLimit,
      entries: parts.map(({ name, userDataBytes }) => ({ name, bytes: userDataBytes })),
    };
  }
}
