import type { ClusterDesign } from "@drydock/core/design";
import type { Diagnostic } from "@drydock/systemd/ground";
import type { ObservedResource } from "../engine/observed.ts";
import type { Notice } from "../engine/plan.ts";
import { stringsIn } from "../engine/planning/mentions.ts";
import { isNamed } from "../engine/planning/precious.ts";
import { nodesOfKind } from "../kinds/in-design.ts";
import { Role } from "../kinds/role.ts";
import { Secret } from "../kinds/secret.ts";
import { type StandingMember, standingMembers } from "./standing-members.ts";

type Design = Pick<ClusterDesign, "name" | "roles" | "secrets">;
type Problem = Pick<Diagnostic, "path" | "message" | "remedy" | "rule">;

/**
 * What a blueprint asks of an etcd that stands and that its members cannot come to while it goes on: other
 * certificates, another address, too few of them at once. An etcd that goes as a whole is named.
 */
export function etcdProblems(
  design: Design,
  observed: readonly ObservedResource[],
  including: readonly string[] = [],
): Diagnostic[] {
  const standing = standingMembers(design, observed);
  if (standing.length === 0) return [];
  if (nodesOfKind(design, "members").length === 0) return goneAsWhole(design, standing, including);
  const problems = [
    ...otherCertificates(design, standing, observed),
    ...tooFewLeft(standing),
    ...standing.flatMap((member) => otherAddress(member, standing.length)),
  ];
  return problems.map((problem) => ({ severity: "error", ...problem, path: `${design.name}.${problem.path}` }));
}

/**
 * An etcd that no blueprint mentions any more goes only where its groups, or the volumes of its data, are
 * named.
 */
function goneAsWhole(
  { name }: Design,
  standing: readonly StandingMember[],
  including: readonly string[],
): Diagnostic[] {
  const unnamed = standing.filter(
    ({ name: member, group }) => !isNamed(group.address, including) && !isNamed(`volume/${member}`, including),
  );
  if (unnamed.length === 0) return [];
  const members = standing.map(({ name: member }) => member).join(", ");
  return [
    {
      severity: "error",
      path: `${name}.etcd`,
      message: `the blueprint has no etcd, and ${members} stand: the cluster would lose it whole`,
      remedy:
        'Write it again; or, where it shall go, name its members (including: ["auto-scaling-group/etcd-*"]), with the volumes of its data if these shall go too (including: ["volume/etcd-*"]).',
      rule: "etcd-goes",
    },
  ];
}

/** What a person does where members go and enough of them stay: etcd itself is told of nothing. */
export function etcdNotices(design: Design, observed: readonly ObservedResource[]): Notice[] {
  if (nodesOfKind(design, "members").length === 0) return [];
  const going = standingMembers(design, observed).filter(({ wanted }) => wanted === undefined);
  return going.map(({ name, group: { address } }) => ({
    severity: "warning",
    address,
    message: `${name} goes, and etcd counts it as a member until it is removed there: etcdctl member remove, before this is applied`,
  }));
}

function otherCertificates(
  { secrets }: Design,
  standing: readonly StandingMember[],
  observed: readonly ObservedResource[],
): Problem[] {
  const names = standing.filter(({ wanted }) => wanted !== undefined).map(({ name }) => `tls/${name}`);
  const wants = secrets.some(({ name }) => names.includes(name));
  const has = hasCertificates(names, observed);
  if (names.length === 0 || has === undefined || has === wants) return [];
  const [now, then] = has ? ["mutual", "off"] : ["off", "mutual"];
  return [
    {
      path: "etcd.tls",
      message: `the members that stand have tls ${now}, and cannot talk to members with tls ${then}`,
      remedy: `Write tls: "${now}". For ${then}, make etcd anew without its data: save a snapshot, plan without etcd and name its volumes (including: ["volume/etcd-*"]), then plan with it again.`,
      rule: "etcd-tls-kept",
    },
  ];
}

/** Whether the members were made with certificates; undefined where nothing tells. */
function hasCertificates(names: readonly string[], observed: readonly ObservedResource[]): boolean | undefined {
  const certificates = observed.filter(({ kind, name = "" }) => kind === Secret.name && names.includes(name));
  if (certificates.length > 0) return true;
  const roles = observed.filter(({ kind, name }) => kind === Role.name && name === "etcd");
  if (roles.length === 0) return undefined;
  return roles.some(({ props }) => stringsIn(props).some((text) => names.some((name) => text.includes(`/${name}-`))));
}

function tooFewLeft(standing: readonly StandingMember[]): Problem[] {
  const going = standing.filter(({ wanted }) => wanted === undefined);
  const [count, left] = [standing.length, standing.length - going.length];
  const majority = Math.floor(count / 2) + 1;
  if (left >= majority) return [];
  const most = count - majority;
  const groups = going.map(({ group }) => group.id).join(", ");
  return [
    {
      path: "etcd.addresses",
      message: `of ${count} members that stand ${left} would be left, and etcd goes on only with ${majority}`,
      remedy:
        most > 1
          ? `Take away at most ${most} at a time, the last ones, each of them first from etcd itself: etcdctl member remove.`
          : `Keep ${count}; or take one away after the other by hand, each first from etcd itself (etcdctl member remove), then its group (${groups}), and plan again for what else was theirs.`,
      rule: "etcd-majority",
    },
  ];
}

function otherAddress({ name, card, group, wanted }: StandingMember, count: number): Problem[] {
  const before = String(card.props["address"]);
  if (wanted === undefined || wanted.member.address === before) return [];
  const data = count === 1 ? "save a snapshot, for it has the only copy of the data" : "etcdctl member remove";
  return [
    {
      path: `etcd.addresses.${wanted.place}`,
      message: `${name} runs at ${before}, and cannot come to ${wanted.member.address} while it does`,
      remedy: `Write ${before} in this place: the last members go first. To move ${name}: ${data}; then delete by hand its group (${group.id}) and what it has of a volume and a certificate, and plan again: it joins anew.`,
      rule: "etcd-address-kept",
    },
  ];
}
