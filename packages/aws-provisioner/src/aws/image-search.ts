import type { Filter, Image as AwsImage } from "@aws-sdk/client-ec2";
import type { ImageDesign } from "@drydock/core/design";

/** How each system writes an architecture: EC2's own word is the key. */
const architectureWords = {
  x86_64: { ubuntu: "amd64", "amazon-linux": "x86_64" },
  arm64: { ubuntu: "arm64", "amazon-linux": "arm64" },
} as const;

/** Accounts that publish the images. */
const owners = {
  flatcar: "075585003325",
  "fedora-coreos": "125523088429",
  ubuntu: "099720109477",
  "amazon-linux": "amazon",
} as const;

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

interface NamePattern {
  /** For AWS's filter. */
  readonly name: string;
  /** What the filter cannot say. */
  readonly exact: (name: string) => boolean;
}

/** How the images of each system are called. */
const patterns: Readonly<Record<ImageDesign["os"], (choice: ImageDesign, release: string) => NamePattern>> = {
  flatcar: ({ channel }, release) => ({
    name: `Flatcar-${channel}-${release}*`,
    exact: (name) => digitFollows(name, `Flatcar-${channel}-`),
  }),
  "fedora-coreos": (_choice, release) => ({
    name: `fedora-coreos-${release}*`,
    exact: (name) => digitFollows(name, "fedora-coreos-"),
  }),
  ubuntu: ({ channel, architecture }, release) => {
    const end = `-${channel}-${architectureWords[architecture].ubuntu}-server-`;
    return {
      name: `ubuntu/images/*${end}${release}`,
      exact: (name) => name.startsWith("ubuntu/images/") && /^\d[\d.]*$/.test(name.split(end)[1] ?? ""),
    };
  },
  "amazon-linux": ({ channel, architecture }, release) => ({
    name: `${channel}-ami-${release}-kernel-*-${architectureWords[architecture]["amazon-linux"]}`,
    // `al2023-ami-minimal-...` and `al2023-ami-ecs-...` are other images.
    exact: (name) => digitFollows(name, `${channel}-ami-`),
  }),
};

function digitFollows(name: string, prefix: string): boolean {
  return name.startsWith(prefix) && /^\d/.test(name.slice(prefix.length));
}

/** The search by name for an image; undefined where its id is given. */
export function namedSearch(choice: ImageDesign): NamedSearch | undefined {
  const { os, channel, architecture, pin } = choice;
  if (pin !== undefined && "id" in pin) return undefined;
  const { name, exact } = patterns[os](choice, pin?.release ?? "*");
  const fits = ({ Architecture, Name = "", Description = "" }: AwsImage) =>
    Architecture === architecture &&
    exact(Name) &&
    (pin === undefined || releaseOf(os, Name) === pin.release) &&
    // The name of Fedora CoreOS has the release alone; only the description tells the stream.
    (os !== "fedora-coreos" || Description.startsWith(`Fedora CoreOS ${channel} `));
  return { owner: owners[os], name, fits };
}

/**
 * Public parameters that name the image which its publisher recommends, the preferred one first. A pinned
 * image has none.
 */
export function publicParameters({ os, channel, architecture, pin }: ImageDesign): readonly string[] {
  if (pin !== undefined) return [];
  if (os === "ubuntu") {
    const place = `/aws/service/canonical/ubuntu/server/${channel}/stable/current/${architectureWords[architecture].ubuntu}`;
    // Since 24.04 the root volume is gp3; earlier releases know gp2 alone.
    return ["ebs-gp3", "ebs-gp2"].map((disk) => `${place}/hvm/${disk}/ami-id`);
  }
  if (os === "amazon-linux") {
    return [
      `/aws/service/ami-amazon-linux-latest/${channel}-ami-kernel-default-${architectureWords[architecture]["amazon-linux"]}`,
    ];
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
export function placeOf(choice: ImageDesign): string {
  const { architecture, pin } = choice;
  if (pin !== undefined && "id" in pin) return `by the id ${pin.id}`;
  const search = namedSearch(choice);
  if (search === undefined) return "nowhere";
  const { owner, name } = search;
  const parameters = publicParameters(choice).map((parameter) => `, and at ${parameter}`);
  return `among the ${architecture} images of owner ${owner} named ${name}${parameters.join("")}`;
}
