import type { ClusterDesign, ImageDesign } from "@drydock/core";
import { type FoundImages, findImages } from "../aws/images.ts";
import { indexedKinds, kindsWithTag } from "../aws/tag-index.ts";
import { zonesFor } from "../aws/zones.ts";
import type { Notice } from "../engine/plan.ts";
import { mergeStates, readState, type ObservedState } from "../engine/observed.ts";
import { kinds } from "../kinds/registry.ts";
import { modelCluster } from "../model/cluster.ts";
import type { Facts } from "../model/facts.ts";
import { chooseImages, imagesInUse } from "./choose-images.ts";
import type { PlanOptions } from "./options.ts";
import type { Session } from "./session.ts";

/** Everything that a plan is made from: what stands in the account, and what the blueprint's words come to there. */
export interface Survey {
  readonly world: ObservedState;
  readonly facts: Facts;
  readonly notices: readonly Notice[];
}

/** Kinds that need the caller's account id to be listed, or that are kept unless named: listed only where they are asked for. */
const onRequest = new Set(["bucket", "object"]);

/**
 * One look at the account, as few calls as will do: the kinds that the design uses, and of the others those that EC2's tag index
 * names. The number of calls does not depend on how many resources there are.
 */
export async function survey(design: ClusterDesign, session: Session, options: PlanOptions): Promise<Survey> {
  const { clients, provider, signal, region } = session;
  const used = kindsOf(design);
  const named = new Set((options.including ?? []).map((address) => address.split("/")[0]!));
  const asked = ({ name }: { name: string }) =>
    used.has(name) || named.has(name) || !(indexedKinds.has(name) || onRequest.has(name));
  const atOnce = kinds.filter((kind) => asked(kind) && !onRequest.has(kind.name));
  const images = imagesOf(design);

  const look = provider.look(signal);
  const [identity, first, tagged, foundImages] = await Promise.all([
    session.identify(),
    readState(look, atOnce),
    kindsWithTag(clients, session.cluster, signal),
    images.length === 0 ? undefined : findImages(clients, region, images, { now: session.clock.now(), signal }),
  ]);
  const left = kinds.filter((kind) => !first.kinds.has(kind.name) && (asked(kind) || tagged.has(kind.name)));
  const world = left.length === 0 ? first : mergeStates(first, await readState(look, left));
  const zones = design.network.kind === "new" ? await zonesFor(clients, design.network, world, signal) : [];
  const chosen = chooseImages(foundImages ?? noImages, images, imagesInUse(world), options.images ?? "keep");
  return { world, notices: chosen.notices, facts: { region, ...identity, zones, imageOf: chosen.imageOf } };
}

const noImages: FoundImages = { candidates: () => [] };

function imagesOf({ roles }: ClusterDesign): ImageDesign[] {
  return roles.map(({ image }) => image);
}

/** The kinds of a design's resources, which do not depend on what the facts are. */
function kindsOf(design: ClusterDesign): ReadonlySet<string> {
  const facts: Facts = {
    region: "",
    account: "",
    partition: "aws",
    zones: [""],
    imageOf: () => ({ id: "", rootDevice: "" }),
  };
  return new Set(
    modelCluster(design, facts)
      .inOrder()
      .map(({ kind }) => kind),
  );
}
