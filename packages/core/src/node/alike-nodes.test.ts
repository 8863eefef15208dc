import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exec, unit } from "@drydock/systemd";
import { alikeNodes } from "./alike-nodes.ts";
import { joinNodes, type NodeConfig } from "./node-config.ts";
import { ignitionUserData } from "./render-ignition-node.ts";

const target = "flatcar-4593";
const web = unit("web.service", { Service: { ExecStart: exec("/usr/bin/sleep", "1") } });

interface Drawn {
  readonly name: string;
  readonly more: string;
  readonly mode: string;
  readonly owner: string;
  readonly starts: boolean;
  readonly length: number;
}

function nodeOf({ name, more, mode, owner, starts, length }: Drawn): NodeConfig {
  return joinNodes([
    {
      files: [
        { path: "/etc/name", text: name, mode: "0644", owner: "root:root" },
        { path: "/etc/more", text: more.repeat(length), mode, owner },
      ],
      units: [{ unit: web, enable: starts }],
    },
  ]);
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  name: fc.oneof(fc.string(), fc.constantFrom("a-1", "a-12", "%41\n", "😀", '"quoted"', "\\")),
  more: fc.oneof(fc.constantFrom("", "one\n", "two\n"), fc.string()),
  mode: fc.constantFrom("0644", "0600"),
  owner: fc.constantFrom("root:root", "core:core"),
  starts: fc.boolean(),
  // Beyond what fits as it is, and beyond what fits packed.
  length: fc.constantFrom(1, 1, 1, 1000, 5000),
});

describe("nodes that are rendered one after the other", () => {
  it("have the user data that each has alone", () => {
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 2, maxLength: 6 }), (nodes) => {
        const render = alikeNodes();
        for (const node of nodes.map(nodeOf)) expect(render(node, target)).toEqual(ignitionUserData(node, target));
      }),
      { numRuns: 60 },
    );
  });

  it("are checked again where one does not fit as it is any more", () => {
    const render = alikeNodes();
    const [small, large] = [1, 9000].map((length) =>
      nodeOf({ name: "a", more: "ab", mode: "0644", owner: "root:root", starts: true, length }),
    );
    expect(render(small!, target).tactic).toBe("plain");
    expect(render(large!, target)).toEqual(ignitionUserData(large!, target));
  });
});
