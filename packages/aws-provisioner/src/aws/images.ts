import type { DescribeImagesCommandInput, Image as AwsImage } from "@aws-sdk/client-ec2";
import type { ImageDesign } from "@drydock/core/design";
import { ProvisionError } from "../engine/error.ts";
import type { Clients } from "./services.ts";
import { ageInDays, ageWarning } from "./image-age.ts";
import { describeInput, namedSearch, placeOf, publicParameters, releaseOf } from "./image-search.ts";
import { items } from "./pages.ts";

/** A machine image as a region offers it. */
export interface Image {
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly ageDays: number;
  /** As its publisher counts: `4593.2.1`, `44.20260707.3.1`, `20260815`. */
  readonly release: string;
  readonly architecture: ImageDesign["architecture"];
  readonly rootDevice: string;
  /** What a user should know about its age. */
  readonly warning: string | undefined;
}

export interface FoundImages {
  /** What fits a choice, the one to take first; empty for a choice that was not among those looked for. */
  readonly candidates: (wanted: ImageDesign) => readonly Image[];
}

export interface ImageLookup {
  /** Epoch milliseconds, by which ages are counted. */
  readonly now: number;
  readonly signal: AbortSignal;
}

/** How many names one `GetParameters` takes (Systems Manager API reference). */
const parameterBatch = 10;

/**
 * Finds every image that is wanted: one listing by owner and name beside one look at public parameters, and a
 * second listing only for ids that the first did not answer. Throws `image-not-found`, which names each
 * choice that nothing fits, and where it was looked for.
 */
export async function findImages(
  clients: Pick<Clients, "ec2" | "ssm">,
  region: string,
  wanted: readonly ImageDesign[],
  { now, signal }: ImageLookup,
): Promise<FoundImages> {
  const choices = new Map(wanted.map((choice) => [keyOf(choice), choice]));
  const all = [...choices.values()];
  const [named, recommended] = await Promise.all([
    listNamed(clients, all, signal),
    readParameters(clients, all, signal),
  ]);
  const known = new Set(named.map(({ ImageId }) => ImageId));
  const unknown = [...pinnedIds(all), ...recommended.values()].filter((id) => !known.has(id));
  const images = [...named, ...(await listById(clients, unknown, signal))];
  const found = new Map([...choices].map(([key, choice]) => [key, candidatesFor(choice, images, recommended, now)]));
  const missing = all.filter((choice) => (found.get(keyOf(choice)) ?? []).length === 0);
  if (missing.length > 0) throw imageNotFound(region, missing);
  return { candidates: (choice) => found.get(keyOf(choice)) ?? [] };
}

function keyOf({ os, channel, architecture, pin }: ImageDesign): string {
  return JSON.stringify([os, channel, architecture, pin]);
}

function pinnedIds(wanted: readonly ImageDesign[]): string[] {
  return wanted.flatMap(({ pin }) => (pin !== undefined && "id" in pin ? [pin.id] : []));
}

async function listNamed(
  { ec2 }: Pick<Clients, "ec2">,
  wanted: readonly ImageDesign[],
  signal: AbortSignal,
): Promise<AwsImage[]> {
  const searches = wanted.flatMap((choice) => namedSearch(choice) ?? []);
  if (searches.length === 0) return [];
  // Old releases are deprecated long before they are withdrawn, and hidden from listings from then on.
  const IncludeDeprecated = wanted.some(({ pin }) => pin !== undefined);
  return described(ec2, { ...describeInput(searches), IncludeDeprecated }, signal);
}

/** Ids by parameter; a parameter that a region does not have is left out. */
async function readParameters(
  { ssm }: Pick<Clients, "ssm">,
  wanted: readonly ImageDesign[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const names = [...new Set(wanted.flatMap(publicParameters))];
  const batches = Array.from({ length: Math.ceil(names.length / parameterBatch) }, (_, index) =>
    names.slice(index * parameterBatch, (index + 1) * parameterBatch),
  );
  const answers = await Promise.all(batches.map((Names) => ssm.getParameters({ Names }, { abortSignal: signal })));
  return new Map(
    answers.flatMap(({ Parameters = [] }) => Parameters.map(({ Name = "", Value = "" }) => [Name, Value] as const)),
  );
}

async function listById(
  { ec2 }: Pick<Clients, "ec2">,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<AwsImage[]> {
  if (ids.length === 0) return [];
  // As a filter, an unknown id gives no answer; as an argument, it would be an error for all.
  const Filters = [{ Name: "image-id", Values: [...new Set(ids)] }];
  return described(ec2, { Filters, IncludeDeprecated: true }, signal);
}

function described(
  ec2: Clients["ec2"],
  input: DescribeImagesCommandInput,
  abortSignal: AbortSignal,
): Promise<AwsImage[]> {
  return items(
    (NextToken) => ec2.describeImages({ ...input, MaxResults: 1000, NextToken }, { abortSignal }),
    ({ Images }) => Images,
  );
}

/**
 * What the publisher recommends stands first; the rest, which a cluster may still run, from the newest to the
 * oldest.
 */
function candidatesFor(
  choice: ImageDesign,
  images: readonly AwsImage[],
  recommended: ReadonlyMap<string, string>,
  now: number,
): Image[] {
  const search = namedSearch(choice);
  const parameter = publicParameters(choice).find((name) => recommended.has(name));
  const first = parameter === undefined ? undefined : recommended.get(parameter);
  const ids = new Set([...pinnedIds([choice]), first]);
  const fitting = images.filter(
    (image) => image.Architecture === choice.architecture && (ids.has(image.ImageId) || search?.fits(image)),
  );
  const rank = ({ id }: Image) => (id === first ? 0 : 1);
  return fitting
    .map((image) => readImage(choice, image, now))
    .toSorted((a, b) => rank(a) - rank(b) || newestFirst(a, b));
}

function readImage(choice: ImageDesign, image: AwsImage, now: number): Image {
  const {
    ImageId: id = "",
    Name: name = "",
    CreationDate: createdAt = "",
    RootDeviceName: rootDevice = "",
    DeprecationTime,
  } = image;
  const ageDays = ageInDays(Date.parse(createdAt), now);
  const deprecated = DeprecationTime !== undefined && Date.parse(DeprecationTime) <= now;
  const warning = ageWarning(choice, { id, name, ageDays, deprecated });
  return {
    id,
    name,
    createdAt,
    ageDays,
    release: releaseOf(choice.os, name),
    architecture: choice.architecture,
    rootDevice,
    warning,
  };
}

function newestFirst(a: Image, b: Image): number {
  return b.createdAt.localeCompare(a.createdAt) || b.name.localeCompare(a.name);
}

function imageNotFound(region: string, missing: readonly ImageDesign[]): ProvisionError {
  const lines = missing.map((choice) => `no image for ${wordsFor(choice)} in ${region}: looked ${placeOf(choice)}`);
  const pinned = missing.some(({ pin }) => pin !== undefined);
  const hint = pinned
    ? "A pinned release may have been withdrawn, or be another region's or architecture's: pin one that is offered, or take the pin away."
    : "The channel may not be offered in that region or for that architecture.";
  return new ProvisionError("image-not-found", lines.join("\n"), { hint });
}

function wordsFor({ os, channel, architecture, pin }: ImageDesign): string {
  const release = pin === undefined ? "" : "id" in pin ? ` (${pin.id})` : ` ${pin.release}`;
  return `${os} ${channel}${release} on ${architecture}`;
}
