import { describe, expect, it } from "vitest";
import { quadlets } from "./quadlet.ts";

describe("quadlets", () => {
  it("are files and links where podman looks", () => {
    const sections = [{ name: "Unit", entries: [{ key: "Description", value: "x" }] }];
    const list = [
      {
        name: "etcd@.container",
        sections: [
          ...sections,
          { name: "Container", entries: [{ key: "Image", value: "quay.io/coreos/etcd:v3.5.21" }] },
        ],
      },
      { name: "etcd@a.container", dropins: [{ name: "10.conf", contents: "[Container]\nEnvironment=A=1\n" }] },
      { name: "data.volume", contents: "[Volume]\n" },
    ];
    const paths = ({ storage }: ReturnType<typeof quadlets>): unknown => [
      storage?.files?.map(({ path }) => path),
      storage?.links?.map(({ path, target }) => `${path} -> ${target}`),
    ];
    expect(paths(quadlets(list))).toEqual([
      [
        "/etc/containers/systemd/etcd@.container",
        "/etc/containers/systemd/etcd@a.container.d/10.conf",
        "/etc/containers/systemd/data.volume",
      ],
      ["/etc/containers/systemd/etcd@a.container -> etcd@.container"],
    ]);
    expect(quadlets([{ name: "a.pod", contents: "[Pod]\n" }], { rootless: 1000 }).storage?.files?.[0]?.path).toBe(
      "/etc/containers/systemd/users/1000/a.pod",
    );
  });

  it("say everything that is wrong", () => {
    expect(() =>
      quadlets([
        { name: "../x.container", contents: "" },
        { name: "a.service", contents: "" },
        { name: "b.volume" },
        { name: "c.pod", contents: "", sections: [], dropins: [{ name: "x/y", contents: "" }] },
      ]),
    ).toThrowErrorMatchingInlineSnapshot(`
      [SugarError: quadlets: 5 problems:
      error at $.0.name: "../x.container" is no quadlet
        Write NAME.KIND with a kind of container, pod, volume, network, kube, image, build, artifact.
      error at $.1.name: "a.service" is no quadlet
        Write NAME.KIND with a kind of container, pod, volume, network, kube, image, build, artifact.
      error at $.2.contents: b.volume is empty
        Give sections or contents (only an instance of a template has none).
      error at $.3.contents: sections stand there too
        Give one of the two.
      error at $.3.dropins: "x/y" is no drop-in
        Write a plain file name that ends in .conf.]
    `);
  });
});
