import type { ImageDesign } from "@drydock/core/design";
import type { FoundImages, Image } from "../aws/images.ts";
import { ProvisionError } from "../engine/error.ts";
import type { Notice } from "../engine/plan.ts";
import type { ObservedState } from "../engine/observed.ts";
import { kindNamed } from "../kinds/registry.ts";
import type { Facts } from "../model/facts.ts";

export interface ChosenImages {
  readonly imageOf: Facts["imageOf"];
  readonly notices: readonly Notice[];
}

/** Ids of images that the cluster's templates and machines name now. */
export function imagesInUse({ resources }: ObservedState): ReadonlySet<string> {
  return new Set(resources.flatMap(({ kind, props }) => kindNamed(kind).imageId?.(props) ?? []));
}

/**
 * One image for each choice of the blueprint. With `keep`, the newest that the cluster already runs and that
 * still fits the choice; otherwise the newest of all. Says when a newer one waits, and when one is about to
 * be withdrawn.
 */
export function chooseImages(
  images: FoundImages,
  wanted: readonly ImageDesign[],
  inUse: ReadonlySet<string>,
  policy: "keep" | "latest",
): ChosenImages {
  const choose = (choice: ImageDesign): Image => {
    const running = policy === "keep" ? images.candidates(choice).find(({ id }) => inUse.has(id)) : undefined;
    return running ?? newestOf(images, choice);
  };
  const chosen = new Map(
    wanted.map((choice) => [choose(choice).id, { image: choose(choice), newest: newestOf(images, choice) }]),
  );
  return {
    imageOf: choose,
    notices: [...chosen.values()].flatMap(({ image, newest }) => [...ageNotice(image), ...newerNotice(image, newest)]),
  };
}

function newestOf(images: FoundImages, choice: ImageDesign): Image {
  const [newest] = images.candidates(choice);
  if (newest !== undefined) return newest;
  throw new ProvisionError("image-not-found", `no image of ${choice.os} was looked for that fits ${choice.channel}`);
}

function ageNotice({ warning }: Image): Notice[] {
  return warning === undefined ? [] : [{ severity: "warning", address: undefined, message: warning }];
}

function newerNotice(image: Image, newest: Image): Notice[] {
  if (newest.id === image.id) return [];
  const message = `the cluster runs ${image.name}; ${newest.name} is out (images: "latest" moves to it)`;
  return [{ severity: "info", address: undefined, message }];
}
