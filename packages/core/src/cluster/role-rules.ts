import type { Finding } from "../finding.ts";
import { fileRules } from "../node/file-rules.ts";
import { hiddenRules } from "../node/hidden-rules.ts";
import { keyRules } from "../node/key-rules.ts";
import { placeRules } from "../node/place-rules.ts";
import { unitRules } from "../node/unit-rules.ts";
import { roleTagRules, sharedTagRules, tagRules } from "../tags.ts";
import { allowanceRules } from "./allowance.ts";
import { balancerRules } from "./balancer-rules.ts";
import type { ClusterReading } from "./cluster-reading.ts";
import { dataVolumeRules } from "./data-volume.ts";
import { exposureRules } from "./exposure-rules.ts";
import { instanceRules } from "./instance-rules.ts";
import type { NamedRole } from "./named-role.ts";
import { recordRules } from "./record-rules.ts";
import { updateRules } from "./updates.ts";
import { wayOutRules } from "./way-out-rules.ts";

/** Everything that may be wrong with roles, whatever keeps their nodes alive. */
export function* roleRules(reading: ClusterReading): Iterable<Finding> {
  const { roles, declared } = reading;
  if (roles.length > 0) yield* roleTagRules(reading.tags);
  for (const { path, spec } of roles) {
    yield* tagRules(spec.metadata, `${path}.metadata`);
    yield* sharedTagRules(reading.tags, spec.metadata, `${path}.metadata`);
  }
  yield* instanceRules(reading);
  for (const { path, spec } of roles)
    if (spec.kind !== "workers") yield* dataVolumeRules(spec.volume, `${path}.volume`);
  yield* wayOutRules(reading);
  yield* exposureRules(reading);
  yield* balancerRules(reading);
  yield* recordRules(reading);
  for (const { path, spec } of roles) yield* allowanceRules(spec.allow, `${path}.allow`, declared.roles);
  yield* keyRules(reading);
  for (const { path, spec } of roles) {
    const nodes = { os: spec.image.os, inTurn: nodesInTurn(spec), areMembers: spec.kind === "etcd" };
    yield* updateRules(spec.updates, `${path}.updates`, nodes);
  }
  yield* unitRules(reading);
  yield* fileRules(reading);
  yield* placeRules(reading);
  yield* hiddenRules(reading);
}

/** How many nodes of a role take windows one after the other; those of a group share one. */
function nodesInTurn(spec: NamedRole["spec"]): number {
  if (spec.kind === "workers") return 1;
  return spec.addresses?.length ?? (spec.kind === "machines" ? (spec.count ?? 1) : 1);
}
