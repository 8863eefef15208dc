import { flag, object, text } from "@drydock/systemd/ground";
import { describe, expect, it } from "vitest";
import { cloudConfigShape } from "../schema/cloud-config-shape.ts";
import { checkShape } from "./check-shape.ts";

/** A mapping of so many keys that no shape knows. */
function unknownKeys(count: number): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, "x"]));
}

describe("checkShape of a mapping", () => {
  it("reads the names of the shape as often for a thousand unknown keys as for one", () => {
    const readings = (count: number): number => {
      let read = 0;
      const shape = object<{ readonly hostname: string; readonly swap: boolean }>({ hostname: text, swap: flag });
      const fields = new Proxy(shape.kind === "object" ? shape.fields : {}, {
        ownKeys(target) {
          read += 1;
          return Reflect.ownKeys(target);
        },
      });
      const found = checkShape({ kind: "object", fields, oneOf: [], min: 0 }, unknownKeys(count), "$", {});
      expect(found).toHaveLength(count);
      return read;
    };
    expect(readings(1)).toBeGreaterThan(0);
    expect(readings(1000)).toBe(readings(1));
  });

  it("finds the name that was meant among any number of unknown ones", () => {
    const found = checkShape(cloudConfigShape, { ...unknownKeys(20_000), hostnam: "a" }, "$", {});
    expect(found).toHaveLength(20_001);
    expect(found.at(-1)).toMatchObject({ path: "$.hostnam", remedy: "Did you mean hostname?" });
    expect(found[0]?.remedy).toMatch(/^Remove it; known here: bootcmd, /);
  });
});
