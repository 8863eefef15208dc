import { describe, expect, it } from "vitest";
import { printUnit, quadlet, quadletService, quadletTypes, UnitError, validateQuadlet } from "../index.ts";
import { quadletKeys } from "./quadlet-keys.ts";

describe("quadlet", () => {
  it("prints what podman's generator reads", () => {
    const web = quadlet("web.container", {
      Unit: {
        Description: "The web server",
        After: "data-volume.service",
        Requires: "data-volume.service",
      },
      Container: {
        Image: "docker.io/library/nginx:1.27",
        Exec: ["nginx", "-g", "daemon off;"],
        Environment: { GREETING: "good day" },
        Label: { "io.example/role": "web" },
        PublishPort: ["80:80", "443:443"],
        Volume: "data.volume:/usr/share/nginx/html:ro",
        AddCapability: ["NET_BIND_SERVICE", "CHOWN"],
        ReadOnly: true,
        Notify: "healthy",
      },
      Service: { TimeoutStartSec: 900, Restart: "always" },
      Install: { WantedBy: "multi-user.target" },
    });
    expect(printUnit(web)).toMatchInlineSnapshot(`
      "[Unit]
      Description=The web server
      After=data-volume.service
      Requires=data-volume.service

      [Container]
      Image=docker.io/library/nginx:1.27
      Exec=nginx -g "daemon off;"
      Environment="GREETING=good day"
      Label=io.example/role=web
      PublishPort=80:80
      PublishPort=443:443
      Volume=data.volume:/usr/share/nginx/html:ro
      AddCapability=NET_BIND_SERVICE CHOWN
      ReadOnly=yes
      Notify=healthy

      [Service]
      TimeoutStartSec=900
      Restart=always

      [Install]
      WantedBy=multi-user.target
      "
    `);
    expect(validateQuadlet(web)).toEqual([]);
    expect(validateQuadlet(printUnit(web), "web.container")).toEqual([]);
  });

  it("knows the keys of all eight kinds", () => {
    expect(
      Object.fromEntries(Object.entries(quadletKeys).map(([group, keys]) => [group, Object.keys(keys).length])),
    ).toEqual({
      Container: 94,
      Pod: 29,
      Build: 28,
      Kube: 19,
      Network: 18,
      Image: 18,
      Volume: 16,
      Artifact: 13,
    });
    expect(
      Object.keys(quadletKeys)
        .map((group) => group.toLowerCase())
        .sort(),
    ).toEqual([...quadletTypes].sort());
  });

  it.each([
    ["web.container", "web.service"],
    ["app.kube", "app.service"],
    ["data.volume", "data-volume.service"],
    ["net.network", "net-network.service"],
    ["group.pod", "group-pod.service"],
    ["base.image", "base-image.service"],
    ["own.build", "own-build.service"],
    ["model.artifact", "model-artifact.service"],
    ["web.service", undefined],
  ])("%s becomes %s", (name, service) => {
    expect(quadletService({ name, sections: [] })).toBe(service);
  });

  it("takes the service's name from ServiceName=", () => {
    expect(quadletService(quadlet("data.volume", { Volume: { ServiceName: "store" } }))).toBe("store.service");
  });

  it.each([
    [
      "an unknown key",
      "[Container]\nImage=a\nImgae=b\n",
      "w.container",
      "unsupported key 'Imgae' in group 'Container' → Did you mean Image=?",
    ],
    [
      "a key of [Quadlet] that does not exist",
      "[Container]\nImage=a\n[Quadlet]\nFoo=1\n",
      "w.container",
      "unsupported key 'Foo' in group 'Quadlet'",
    ],
    ["no image", "[Container]\nContainerName=a\n", "w.container", "no Image= or Rootfs= in [Container]"],
    [
      "image and rootfs",
      "[Container]\nImage=a\nRootfs=/b\n",
      "w.container",
      "the Image and Rootfs keys cannot be used at the same time",
    ],
    [
      "a user for the service",
      "[Container]\nImage=a\n[Service]\nUser=core\n",
      "w.container",
      "using key 'User' in the Service group is not supported",
    ],
    ["a kill mode", "[Container]\nImage=a\n[Service]\nKillMode=process\n", "w.container", "invalid KillMode 'process'"],
    ["a missing group", "[Unit]\nAfter=a.target\n", "w.volume", "a .volume needs the group [Volume]"],
    ["a kube without yaml", "[Kube]\nNetwork=a\n", "w.kube", "no Yaml= in [Kube]"],
    ["a build without a tag", "[Build]\nFile=./Containerfile\n", "w.build", "no ImageTag= in [Build]"],
    ["a gateway without a subnet", "[Network]\nGateway=10.0.0.1\n", "w.network", "cannot set Gateway= without Subnet="],
    [
      "an image volume without an image",
      "[Volume]\nDriver=image\n",
      "w.volume",
      "the key Image= is mandatory when using the image driver",
    ],
    ["a bad boolean", "[Volume]\nCopy=maybe\n", "w.volume", 'Copy=: "maybe" is no boolean'],
    ["a line break in the name", "[Volume]\n", "a\nb.volume", "cannot become a service's name → Use letters"],
    ["no quadlet", "[Service]\n", "w.service", "is no quadlet"],
  ])("refuses %s", (_, text, name, expected) => {
    const errors = validateQuadlet(text, name).filter(({ severity }) => severity === "error");
    expect(errors.map(({ message, remedy = "" }) => `${message} → ${remedy}`).join("\n")).toContain(expected);
  });

  it("throws with every problem", () => {
    const build = (): unknown =>
      Reflect.apply(quadlet, undefined, [
        "w.container",
        { Container: { Imag: "x", ReadOnly: "perhaps" }, Service: { User: "x" } },
      ]);
    expect(build).toThrow(UnitError);
    expect(build).toThrow(/unsupported key 'Imag'[^]*ReadOnly[^]*using key 'User'/);
  });
});
