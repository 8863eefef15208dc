import { describe, expectTypeOf, it } from "vitest";
import { type Config, defineConfig, type IgnitionConfig } from "./ignition-config.ts";

describe("Config<V>", () => {
  it("a field newer than the chosen spec does not compile", () => {
    // @ts-expect-error kernelArguments came with 3.3.0
    const kernel: Config<"3.2.0"> = { ignition: { version: "3.2.0" }, kernelArguments: { shouldExist: ["quiet"] } };
    // @ts-expect-error cex came with 3.5.0
    const cex: Config<"3.4.0"> = { ignition: { version: "3.4.0" }, storage: { luks: [{ name: "a", cex: {} }] } };
    const luks: Config<"3.1.0"> = {
      ignition: { version: "3.1.0" },
      // @ts-expect-error luks came with 3.2.0
      storage: { luks: [{ name: "a" }] },
    };
    // @ts-expect-error the version in the document is the chosen one
    const other: Config<"3.4.0"> = { ignition: { version: "3.3.0" } };
    void [kernel, cex, luks, other];
  });

  it("a field of the chosen spec compiles, and the config goes wherever any config goes", () => {
    const config: Config<"3.3.0"> = { ignition: { version: "3.3.0" }, kernelArguments: { shouldExist: ["quiet"] } };
    expectTypeOf(config).toExtend<IgnitionConfig>();
  });

  it("defineConfig takes the spec from the document", () => {
    const config = defineConfig({ ignition: { version: "3.1.0" }, storage: { files: [{ path: "/etc/x" }] } });
    expectTypeOf(config).toEqualTypeOf<Config<"3.1.0">>();
    // @ts-expect-error gid is a number
    defineConfig({ ignition: { version: "3.1.0" }, passwd: { groups: [{ name: "a", gid: "1" }] } });
    defineConfig({
      ignition: { version: "3.1.0" },
      // @ts-expect-error shouldExist came with 3.2.0
      passwd: { groups: [{ name: "a", shouldExist: false }] },
    });
  });

  it("an unknown field does not compile", () => {
    // @ts-expect-error no such field
    defineConfig({ ignition: { version: "3.1.0" }, storage: { file: [] } });
  });
});
