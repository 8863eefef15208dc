import type { Filter, Image as AwsImage } from "@aws-sdk/client-ec2";
import type { ImageDesign } from "@drydock/core";

/** How each system writes an architecture: EC2's own word is the key. */
const architectureWords = {
  x86_64: { ubuntu: "amd64", "amazon-linux": "x86_64" },
  arm64: { ubuntu: "arm64", "amazon-linux": "arm64" },
} as const;

/** Accounts that publish the images. */
const owners = { flatcar: "075585003325", "fedora-coreos": "125523088429", ubuntu: "099720109477", "amazon-linux": "amazon" } as const;

/** An image that is looked for by its publisher and a pattern of its name, in `DescribeImages`. */
export interface NamedSearch {
  readonly owner: string;
  readonly name: string;
  /** Whether an answer is one, beyond what the filters can say. */
  readonly fits: (image: AwsImage) => boolean;
}

/** The release in an image's name, where the system writes one there. */
export function releaseOf(os: ImageDesign["os"], name: string): string {
  const parts = name.split("-");
  if (os === "ubuntu") return parts.at(-1) ?? name;
  return parts[2] ?? name;
}

/** The search by name for an image; undefined where a public parameter or the id itself leads to it. */
export function namedSearch({ os, channel, architecture, pin }: ImageDesign): NamedSearch | undefined {
  if (pin !== undefined && "id" in pin) return undefined;
  const release = pin?.release ?? "*";
  const fits = ({ Architecture, Name = "" }: AwsImage) =>
    Architecture === architecture && (pin === undefined || releaseOf(os, Name) === pin.release);
  if (os === "flatcar") {
    const prefix = `Flatcar-${channel}-`;
    return { owner: owners.flatcar, name: `${prefix}${release}*`, fits: (image) => fits(image) && startsWith(image.Name, prefix) };
  }
  if (os === "fedora-coreos") {
    // The name has the release alone; only the description tells the stream.
    const isOfStream = ({ Description = "", Name }: AwsImage) =>
      startsWith(Description, `Fedora CoreOS ${channel} `) && startsWith(Name, "fedora-coreos-");
    return { owner: owners["fedora-coreos"], name: `fedora-coreos-${release}*`, fits: (image) => fits(image) && isOfStream(image) };
  }
  if (os === "amazon-linux" && pin !== undefined) {
    const prefix = `${channel}-ami-`;
    return { owner: owners["amazon-linux"], name: `${prefix}${release}-*`, fits: (image) => fits(image) && startsWith(image.Name, prefix) };
  }
  return undefined;
}

/** Public parameters that hold the image's id, the preferred one first; none where a search by name or the id itself leads to it. */
export function publicParameters({ os, channel, architecture, pin }: ImageDesign): readonly string[] {
  if (pin !== undefined && "id" in pin) return [];
  if (os === "ubuntu") {
    const place = `/aws/service/canonical/ubuntu/server/${channel}/stable/${pin?.release ?? "current"}`;
    const word = architectureWords[architecture].ubuntu;
    // Since 24.04 the root volume is gp3; earlier releases know gp2 alone.
    return ["ebs-gp3", "ebs-gp2"].map((disk) => `${place}/${word}/hvm/${disk}/ami-id`);
  }
  if (os === "amazon-linux" && pin === undefined) {
    return [`/aws/service/ami-amazon-linux-latest/${channel}-ami-kernel-default-${architectureWords[architecture]["amazon-linux"]}`];
  }
  return [];
}

/** One `DescribeImages` for several searches: what it answers must still be checked with `fits`. */
export function describeInput(searches: readonly NamedSearch[]): { Owners: string[]; Filters: Filter[] } {
  const distinct = (values: readonly string[]) => [...new Set(values)].toSorted();
  return {
    Owners: distinct(searches.map(({ owner }) => owner)),
    Filters: [
      { Name: "name", Values: distinct(searches.map(({ name }) => name)) },
      { Name: "virtualization-type", Values: ["hvm"] },
      { Name: "state", Values: ["available"] },
    ],
  };
}

/** Where an image was looked for, in words for a person. */
export function placeOf(wanted: ImageDesign): string {
  const { os, architecture, pin } = wanted;
  if (pin !== undefined && "id" in pin) return `by the id ${pin.id}`;
  const search = namedSearch(wanted);
  if (search !== undefined) return `among the ${architecture} images of owner ${search.owner} named ${search.name}`;
  return `at ${publicParameters(wanted).join(" or ")} (${os}, ${architecture})`;
}

function startsWith(text: string | undefined, prefix: string): boolean {
  return text?.startsWith(prefix) ?? false;
}
