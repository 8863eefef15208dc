import { seededRandom } from "../random.ts";

/** A public image as it stands in one region. */
export interface CannedImage {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly owner: string;
  readonly ownerAlias: string | undefined;
  readonly architecture: "x86_64" | "arm64";
  /** ISO 8601. */
  readonly createdAt: string;
  readonly rootDevice: string;
  /** GiB. */
  readonly rootSize: number;
  readonly volumeType: "gp2" | "gp3";
  readonly snapshotId: string;
  /** "v2.0" when instances of the image take IMDSv2 only by default. */
  readonly imdsSupport: "v2.0" | undefined;
  readonly tags: ReadonlyMap<string, string> & Map<string, string>;
}

type Facts = Omit<CannedImage, "id" | "snapshotId" | "tags" | "architecture" | "ownerAlias" | "imdsSupport"> &
  Partial<Pick<CannedImage, "ownerAlias" | "imdsSupport">>;

const byRegion = new Map<string, readonly CannedImage[]>();

/** Every public image of the region, oldest first for each system; ids depend on region and name alone. */
export function cannedImages(region: string): readonly CannedImage[] {
  const known = byRegion.get(region);
  if (known !== undefined) return known;
  const images = (["x86_64", "arm64"] as const).flatMap((architecture) =>
    [
      ...flatcar(architecture),
      ...fedoraCoreos(architecture),
      ...ubuntu(architecture),
      ...amazonLinux(architecture),
    ].map((facts): CannedImage => {
      const random = seededRandom(`image/${region}/${architecture}/${facts.name}`);
      return {
        ownerAlias: undefined,
        imdsSupport: undefined,
        ...facts,
        architecture,
        id: `ami-0${random.hex(16)}`,
        snapshotId: `snap-0${random.hex(16)}`,
        tags: new Map(),
      };
    }),
  );
  byRegion.set(region, images);
  return images;
}

// Owners and name patterns: vendors' documentation and release feeds of 2026; release dates beyond 2026-08
// are made up.
function flatcar(architecture: string): Facts[] {
  return [
    { channel: "stable", version: "4459.2.4", date: "2026-02-18" },
    { channel: "stable", version: "4593.2.0", date: "2026-07-09" },
    { channel: "stable", version: "4593.2.1", date: "2026-08-20" },
    { channel: "beta", version: "4628.1.0", date: "2026-08-20" },
    { channel: "alpha", version: "4664.0.0", date: "2026-08-27" },
    { channel: "lts", version: "4081.3.6", date: "2026-08-20" },
  ].map(({ channel, version, date }) => ({
    name: `Flatcar-${channel}-${version}${architecture === "arm64" ? "-arm64" : ""}-hvm`,
    description: `Flatcar Container Linux ${channel} ${version} HVM`,
    owner: "075585003325",
    createdAt: `${date}T10:12:31.000Z`,
    rootDevice: "/dev/xvda",
    rootSize: 9,
    volumeType: "gp2" as const,
  }));
}

function fedoraCoreos(architecture: string): Facts[] {
  return [
    { stream: "stable", version: "44.20260608.3.0", date: "2026-06-24" },
    { stream: "stable", version: "44.20260707.3.1", date: "2026-07-21" },
    { stream: "testing", version: "44.20260721.2.0", date: "2026-07-21" },
    { stream: "next", version: "44.20260721.1.0", date: "2026-07-21" },
  ].map(({ stream, version, date }) => ({
    name: `fedora-coreos-${version}-${architecture === "arm64" ? "aarch64" : "x86_64"}`,
    description: `Fedora CoreOS ${stream} ${version} ${architecture === "arm64" ? "aarch64" : "x86_64"}`,
    owner: "125523088429",
    createdAt: `${date}T04:20:11.000Z`,
    rootDevice: "/dev/xvda",
    rootSize: 10,
    volumeType: "gp3" as const,
  }));
}

function ubuntu(architecture: string): Facts[] {
  return [
    { name: "hvm-ssd/ubuntu-jammy-22.04", title: "22.04 LTS, jammy", type: "gp2" as const, serial: "20260904" },
    { name: "hvm-ssd-gp3/ubuntu-noble-24.04", title: "24.04 LTS, noble", type: "gp3" as const, serial: "20260706" },
    { name: "hvm-ssd-gp3/ubuntu-noble-24.04", title: "24.04 LTS, noble", type: "gp3" as const, serial: "20260904" },
    {
      name: "hvm-ssd-gp3/ubuntu-resolute-26.04",
      title: "26.04 LTS, resolute",
      type: "gp3" as const,
      serial: "20260904",
    },
  ].map(({ name, title, type, serial }) => {
    const arch = architecture === "arm64" ? "arm64" : "amd64";
    const date = `${serial.slice(0, 4)}-${serial.slice(4, 6)}-${serial.slice(6)}`;
    return {
      name: `ubuntu/images/${name}-${arch}-server-${serial}`,
      description: `Canonical, Ubuntu, ${title}, ${arch} server image`,
      owner: "099720109477",
      createdAt: `${date}T06:31:44.000Z`,
      rootDevice: "/dev/sda1",
      rootSize: 8,
      volumeType: type,
    };
  });
}

function amazonLinux(architecture: string): Facts[] {
  return [
    { release: "2023.11.20260706.0", kernel: "6.1", date: "2026-07-06" },
    { release: "2023.11.20260907.0", kernel: "6.1", date: "2026-09-07" },
    { release: "2023.11.20260907.0", kernel: "6.12", date: "2026-09-07" },
  ].map(({ release, kernel, date }) => ({
    name: `al2023-ami-${release}-kernel-${kernel}-${architecture}`,
    description: `Amazon Linux 2023 AMI ${release} ${architecture} HVM kernel-${kernel}`,
    owner: "137112412989",
    ownerAlias: "amazon",
    imdsSupport: "v2.0" as const,
    createdAt: `${date}T18:02:09.000Z`,
    rootDevice: "/dev/xvda",
    rootSize: 8,
    volumeType: "gp3" as const,
  }));
}

/** The public SSM parameters that name images, as they stand in the region: Ubuntu's and Amazon Linux's. */
export function publicImageParameters(region: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const { name, architecture, id, volumeType } of cannedImages(region)) {
    const [, ubuntuRelease] = /^ubuntu\/.*-(\d\d\.\d\d)-/.exec(name) ?? [];
    if (ubuntuRelease !== undefined) {
      const arch = architecture === "arm64" ? "arm64" : "amd64";
      const base = `/aws/service/canonical/ubuntu/server/${ubuntuRelease}/stable/current/${arch}/hvm`;
      parameters.set(`${base}/ebs-${volumeType}/ami-id`, id);
    }
    const [, kernel] = /^al2023-ami-.*-kernel-([\d.]+)-/.exec(name) ?? [];
    if (kernel !== undefined) {
      const base = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel";
      parameters.set(`${base}-${kernel}-${architecture}`, id);
      if (kernel === "6.1") parameters.set(`${base}-default-${architecture}`, id);
    }
  }
  return parameters;
}
