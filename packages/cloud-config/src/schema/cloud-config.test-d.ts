import type { Accepted } from "@drydock/systemd/ground";
import { describe, expectTypeOf, it } from "vitest";
import type { cloudConfigShape } from "./cloud-config-shape.ts";
import { type CloudConfig, type CoreosCloudConfig, renderCloudConfig, type User, type WriteFile } from "../index.ts";

describe("CloudConfig", () => {
  it("is what the shape accepts", () => {
    expectTypeOf<Accepted<typeof cloudConfigShape>>().toEqualTypeOf<CloudConfig>();
  });

  it("knows fields and their values", () => {
    expectTypeOf<WriteFile>().toHaveProperty("path").toEqualTypeOf<string>();
    expectTypeOf<User["sudo"]>().toEqualTypeOf<string | readonly string[] | false | null | undefined>();
    expectTypeOf<NonNullable<NonNullable<CoreosCloudConfig["coreos"]>["etcd2"]>["proxy"]>().toEqualTypeOf<
      "on" | "off" | "readonly" | undefined
    >();
  });

  it("refuses misspelt keys, numbers as modes and missing paths", () => {
    // @ts-expect-error a misspelt key
    renderCloudConfig({ wrte_files: [] }, { target: "debian-12" });
    // @ts-expect-error a mode is a string
    renderCloudConfig({ write_files: [{ path: "/a", permissions: 0o644 }] }, { target: "debian-12" });
    // @ts-expect-error a file has a path
    renderCloudConfig({ write_files: [{ content: "a" }] }, { target: "debian-12" });
    // @ts-expect-error an unknown target
    renderCloudConfig({}, { target: "debian-13" });
  });
});
