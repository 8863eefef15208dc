import { simulateAccount } from "@drydock/aws-simulator";
import type { ImageDesign } from "@drydock/core/design";
import { describe, expect, it } from "vitest";
import { connect } from "./clients.ts";
import { findImages } from "./images.ts";

const now = Date.UTC(2026, 10, 1);

function account() {
  const simulated = simulateAccount({ seed: "images", latency: "none", start: now });
  const { region } = simulated.connection;
  const { clients } = connect(simulated.connection);
  const lookup = { now, signal: new AbortController().signal };
  return {
    calls: () => simulated.calls.map(({ operation }) => operation),
    find: (...wanted: ImageDesign[]) => findImages(clients, region, wanted, lookup),
  };
}

function choice(os: ImageDesign["os"], channel: string, more: Partial<ImageDesign> = {}): ImageDesign {
  return {
    os,
    channel,
    architecture: "x86_64",
    pin: undefined,
    ...more,
  };
}

const flatcar = choice("flatcar", "stable");
const everySystem = [
  flatcar,
  choice("fedora-coreos", "stable"),
  choice("ubuntu", "24.04"),
  choice("amazon-linux", "al2023"),
];

describe("findImages", () => {
  it("finds the newest of each system and architecture", async () => {
    const wanted = everySystem.flatMap((one) => [one, { ...one, architecture: "arm64" as const }]);
    const { candidates } = await account().find(...wanted);
    const rows = wanted.map((one) => {
      const [first] = candidates(one);
      return `${first?.architecture} ${first?.name} ${first?.release} ${first?.rootDevice} ${first?.ageDays} d`;
    });
    expect(rows).toMatchInlineSnapshot(`
      [
        "x86_64 Flatcar-stable-4593.2.1-hvm 4593.2.1 /dev/xvda 72 d",
        "arm64 Flatcar-stable-4593.2.1-arm64-hvm 4593.2.1 /dev/xvda 72 d",
        "x86_64 fedora-coreos-44.20260707.3.1-x86_64 44.20260707.3.1 /dev/xvda 102 d",
        "arm64 fedora-coreos-44.20260707.3.1-aarch64 44.20260707.3.1 /dev/xvda 102 d",
        "x86_64 ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20260904 20260904 /dev/sda1 57 d",
        "arm64 ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-arm64-server-20260904 20260904 /dev/sda1 57 d",
        "x86_64 al2023-ami-2023.11.20260907.0-kernel-6.1-x86_64 2023.11.20260907.0 /dev/xvda 54 d",
        "arm64 al2023-ami-2023.11.20260907.0-kernel-6.1-arm64 2023.11.20260907.0 /dev/xvda 54 d",
      ]
    `);
  });

  it("asks once by name and once for parameters, whatever is wanted", async () => {
    const { find, calls } = account();
    await find(...everySystem, choice("flatcar", "lts"), choice("fedora-coreos", "next", { architecture: "arm64" }));
    expect(calls().toSorted()).toEqual(["DescribeImages", "GetParameters"]);
  });

  it("asks for no parameters where none is needed", async () => {
    const { find, calls } = account();
    await find(flatcar);
    expect(calls()).toEqual(["DescribeImages"]);
  });

  it.each(everySystem)("keeps every older image of $os in sight, so that a cluster may stay on it", async (wanted) => {
    const { candidates } = await account().find(wanted);
    const releases = candidates(wanted).map(({ createdAt }) => createdAt);
    expect(releases.length).toBeGreaterThan(1);
    expect(releases.slice(1)).toEqual(releases.slice(1).toSorted().toReversed());
  });

  it.each([
    choice("flatcar", "stable", { pin: { release: "4593.2.0" } }),
    choice("fedora-coreos", "stable", { pin: { release: "44.20260608.3.0" } }),
    choice("ubuntu", "24.04", { pin: { release: "20260706" } }),
    choice("amazon-linux", "al2023", { pin: { release: "2023.11.20260706.0" } }),
  ])("finds the pinned release of $os alone", async (wanted) => {
    const { candidates } = await account().find(wanted);
    expect(candidates(wanted).map(({ release }) => ({ release }))).toEqual([wanted.pin]);
  });

  it("finds a pinned id", async () => {
    const { find } = account();
    const [image] = (await find(flatcar)).candidates(flatcar);
    const pinned = { ...flatcar, pin: { id: image!.id } };
    expect((await find(pinned)).candidates(pinned)).toEqual([image]);
  });

  it("warns of an image that is about to be withdrawn", async () => {
    const old = choice("flatcar", "stable", { pin: { release: "4459.2.4" } });
    const [image] = (await account().find(old)).candidates(old);
    expect(image?.warning).toMatch(
      /^Flatcar-stable-4459\.2\.4-hvm \(ami-\w+\) is 255 days old; Flatcar withdraws images after nine months/,
    );
    expect((await account().find(flatcar)).candidates(flatcar)[0]?.warning).toBeUndefined();
  });

  it("names everything that nothing fits, and where it looked", async () => {
    const wanted = [
      flatcar,
      choice("flatcar", "stable", { pin: { release: "1.2.3" } }),
      choice("ubuntu", "4.10", { architecture: "arm64" }),
      choice("flatcar", "stable", { pin: { id: "ami-0123456789abcdef0" } }),
    ];
    await expect(account().find(...wanted)).rejects.toMatchObject({ name: "ProvisionError", code: "image-not-found" });
    await expect(account().find(...wanted)).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ProvisionError: no image for flatcar stable 1.2.3 on x86_64 in us-west-2: looked among the x86_64 images of owner 075585003325 named Flatcar-stable-1.2.3*
      no image for ubuntu 4.10 on arm64 in us-west-2: looked among the arm64 images of owner 099720109477 named ubuntu/images/*-4.10-arm64-server-*, and at /aws/service/canonical/ubuntu/server/4.10/stable/current/arm64/hvm/ebs-gp3/ami-id, and at /aws/service/canonical/ubuntu/server/4.10/stable/current/arm64/hvm/ebs-gp2/ami-id
      no image for flatcar stable (ami-0123456789abcdef0) on x86_64 in us-west-2: looked by the id ami-0123456789abcdef0
      A pinned release may have been withdrawn, or be another region's or architecture's: pin one that is offered, or take the pin away.]
    `);
  });

  it("does not take an id for another architecture", async () => {
    const { find } = account();
    const [image] = (await find(flatcar)).candidates(flatcar);
    await expect(find({ ...flatcar, architecture: "arm64", pin: { id: image!.id } })).rejects.toThrow(
      /no image for flatcar stable .* on arm64/,
    );
  });
});
