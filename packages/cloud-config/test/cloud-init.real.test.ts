import fc from "fast-check";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { cloudConfigShape } from "../src/schema/cloud-config-shape.ts";
import { printYaml } from "../src/yaml/print-yaml.ts";
import { readYaml } from "../src/yaml/read-yaml.ts";
import {
  type CloudConfig,
  fitCloudConfig,
  jinjaLiteral,
  type JsonValue,
  mergeAsCloudInit,
  printDiagnostic,
  renderCloudConfig,
  renderMultipart,
  systemdUnits,
  validateCloudConfig,
} from "../src/index.ts";
import { arbitraryOf, hardText } from "./arbitrary-value.ts";
import { openCloudInit } from "./cloud-init-oracle.ts";
import { brokenOnce } from "./break-value.ts";
import { strictHere } from "./strict-here.ts";

const oracle = await openCloudInit();
const seed = Number(process.env["DRYDOCK_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const runs = Number(process.env["DRYDOCK_CLOUD_INIT_RUNS"] ?? 150);
const target = { cloudInit: "22.4.2" } as const;

interface Verdict {
  readonly valid: boolean;
  readonly why?: string;
}

if ("absent" in oracle) {
  it(`cloud-init is absent here; to compare with it: ${oracle.absent}`, (context) => {
    expect(process.env["DRYDOCK_REQUIRE_ALL"], "cloud-init is required and absent").not.toBe("1");
    context.skip();
  });
} else {
  describe(`cloud-init ${oracle.version} (seed ${seed})`, () => {
    afterAll(() => oracle.close());
    const configs = fc.sample(arbitraryOf(cloudConfigShape, "22.4.2"), { numRuns: runs, seed }) as CloudConfig[];
    const sound = configs.filter(
      (config) => !validateCloudConfig(config, { target }).some(({ severity }) => severity === "error"),
    );

    it(`accepts what is rendered, and reads the same from it (${sound.length} of ${runs} generated configs)`, async () => {
      const texts = sound.map((config) => renderCloudConfig(config, { target }));
      const verdicts = await oracle.ask<Verdict>(texts.map((text) => ({ ask: "schema", text })));
      const refused = verdicts.flatMap((verdict, index) =>
        verdict.valid ? [] : [{ why: verdict.why, text: texts[index] }],
      );
      const read = await oracle.ask<{ readonly value: unknown }>(texts.map((text) => ({ ask: "load", text })));
      expect(sound.length).toBeGreaterThan(runs / 4);
      expect(refused).toEqual([]);
      expect(read.map(({ value }) => value)).toEqual(sound);
    });

    it("rejects nothing that passes here, and passes what is rejected here only by a named rule of ours", async () => {
      const broken = configs
        .flatMap((config, index) => fc.sample(brokenOnce(config), { numRuns: 1, seed: seed + index }))
        .filter((value) => typeof value === "object" && value !== null && !Array.isArray(value));
      const verdicts = await oracle.ask<Verdict>(
        broken.map((value) => ({ ask: "schema", text: printYaml(value, { kind: "anything" }) })),
      );
      const counts = { both: 0, neither: 0, named: 0 };
      const disagreements: unknown[] = [];
      for (const [index, value] of broken.entries()) {
        const theirs = verdicts[index]?.valid === true;
        const errors = validateCloudConfig(value, { target }).filter(({ severity }) => severity === "error");
        if (theirs && errors.length === 0) counts.both += 1;
        else if (!theirs && errors.length > 0) counts.neither += 1;
        else if (theirs && errors.some(strictHere)) counts.named += 1;
        else disagreements.push({ theirs: verdicts[index], ours: errors.map(printDiagnostic) });
      }
      console.log(
        `${broken.length} slightly broken configs: both accept ${counts.both}, both reject ${counts.neither}, stricter here by a named rule ${counts.named}`,
      );
      expect(disagreements).toEqual([]);
      expect(counts.neither).toBeGreaterThan(0);
    });

    it("accepts a node's whole config by its own command", () => {
      const units = systemdUnits([
        {
          name: "etcd.service",
          enable: true,
          contents: "[Service]\nExecStart=/usr/bin/etcd\n\n[Install]\nWantedBy=multi-user.target\n",
        },
      ]);
      const config: CloudConfig = {
        ...units,
        packages: ["etcd-server", ["curl", "7.88.1-10+deb12u8"]],
        users: ["default", { name: "etcd", system: true, shell: "/usr/sbin/nologin" }],
        disk_setup: { "/dev/xvdb": { table_type: "gpt", layout: true } },
        fs_setup: [{ label: "data", filesystem: "ext4", device: "/dev/xvdb", partition: "auto" }],
        mounts: [["LABEL=data", "/var/lib/etcd", "ext4", "defaults,nofail", "0", "2"]],
      };
      const folder = mkdtempSync(join(tmpdir(), "drydock-"));
      const file = join(folder, "user-data.yaml");
      writeFileSync(file, renderCloudConfig(config, { target: "debian-12" }));
      const { status, stdout } = spawnSync("/usr/bin/cloud-init", ["schema", "-c", file], { encoding: "utf8" });
      rmSync(folder, { recursive: true });
      expect({ status, stdout: stdout.replace(file, "FILE") }).toEqual({
        status: 0,
        stdout: "Valid cloud-config: FILE\n",
      });
    });

    it(`reads every string as it was meant (${runs} strings)`, async () => {
      const texts = fc.sample(
        hardText.filter((text) => !/\p{Surrogate}/u.test(text)),
        { numRuns: runs, seed },
      );
      const printed = texts.map((text) => printYaml({ [text]: [text, { [`${text}x`]: text }] }, { kind: "anything" }));
      const read = await oracle.ask<{ readonly value?: unknown; readonly error?: string }>(
        printed.map((text) => ({ ask: "load", text })),
      );
      expect(read).toEqual(texts.map((text) => ({ value: { [text]: [text, { [`${text}x`]: text }] } })));
    });

    it("reads unquoted scalars as our parser does", async () => {
      const words =
        "off Off OFF on y n Y No yes TRUE null Null ~ 0644 0o7 0b11 0x1F 1_000 1.10 1. .5 1e3 1.5e3 1.5e+3 -.inf .NaN 12:30 190:20:30 1:2.5 + - . 08 -0 +1 = << a-b a.b 1.2.3 10.0.0.0/8".split(
          " ",
        );
      const theirs = await oracle.ask<{ readonly value?: Record<string, unknown>; readonly error?: string }>(
        words.map((word) => ({ ask: "load", text: `k: ${word}\n` })),
      );
      const differing = words.flatMap((word, index) => {
        const ours = readYaml(`k: ${word}\n`);
        const mine = ours.value === undefined ? "error" : (ours.value as { k: unknown }).k;
        const answer = theirs[index];
        const other = answer?.error === undefined ? answer?.value?.["k"] : "error";
        return Object.is(mine, other) || JSON.stringify(asJson(mine)) === JSON.stringify(other)
          ? []
          : [{ word, mine, other }];
      });
      expect(differing).toEqual([]);
    });

    it(`merges as mergeAsCloudInit does (${runs} pairs)`, async () => {
      const leaf = fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.constantFrom("a", "b"));
      const tree = fc.letrec<{ value: JsonValue }>((tie) => ({
        value: fc.oneof(
          { maxDepth: 3 },
          leaf,
          fc.array(tie("value"), { maxLength: 3 }),
          fc.dictionary(fc.constantFrom("a", "b", "c"), tie("value"), { noNullPrototype: true }),
        ),
      })).value;
      const mapping = fc.dictionary(fc.constantFrom("a", "b", "c"), tree, { noNullPrototype: true });
      const options = (names: readonly string[]): fc.Arbitrary<string> =>
        fc.subarray([...names]).map((chosen) => chosen.join(","));
      const how = fc
        .tuple(
          options(["replace", "no_replace", "recurse_array", "recurse_str", "allow_delete"]),
          options(["replace", "no_replace", "recurse_array", "recurse_dict", "recurse_str"]),
          options(["append"]),
        )
        .map(([dict, list, str]) => `dict(${dict})+list(${list})+str(${str})`);
      const cases = fc.sample(fc.tuple(mapping, mapping, how), { numRuns: runs, seed });
      const theirs = await oracle.ask<{ readonly value?: JsonValue; readonly error?: string }>(
        cases.map(([base, over, rule]) => ({ ask: "merge", base, over, how: rule })),
      );
      let [joined, refused, takenApart] = [0, 0, 0];
      for (const [index, [base, over, rule]] of cases.entries()) {
        const answer = theirs[index];
        const ours = outcome(() => mergeAsCloudInit(base, over, rule));
        if ("value" in ours) joined += 1;
        else if (answer?.error !== undefined) refused += 1;
        else takenApart += 1;
        if ("value" in ours || answer?.error !== undefined)
          expect("value" in ours ? ours : {}, JSON.stringify({ base, over, rule, answer })).toEqual(
            answer?.error === undefined ? answer : {},
          );
      }
      console.log(
        `${joined} pairs joined alike, ${refused} refused by both, ${takenApart} refused here where cloud-init takes a string or mapping apart into list items`,
      );
      expect(joined).toBeGreaterThan(cases.length / 2);
    });

    it("renders jinja templates to what was meant", async () => {
      const literal =
        "\"${#list[@]}\" {{ not an expression }} {% nor this %}\nat the end {{\n{{{{ {% endraw %}\nof 'this' file\n";
      const config: CloudConfig = {
        hostname: "node-{{ v1.instance_id }}",
        final_message: `{{ ds["meta_data"]["tag"] }} isn't it`,
        write_files: [
          { path: "/etc/literal", content: jinjaLiteral(literal) },
          { path: "/etc/region", content: "region = {{ v1.region }}\n# second line\n" },
        ],
      };
      const text = renderCloudConfig(config, { target, jinja: true });
      const data = { v1: { instance_id: "i-0abc", region: "us-west-2" }, ds: { meta_data: { tag: "blue" } } };
      const [answer] = await oracle.ask<{ readonly value: unknown }>([{ ask: "jinja", text, data }]);
      expect(answer?.value).toEqual({
        hostname: "node-i-0abc",
        final_message: "blue isn't it",
        write_files: [
          { path: "/etc/literal", content: literal },
          { path: "/etc/region", content: "region = us-west-2\n# second line\n" },
        ],
      });
    });

    it("takes multi-part documents and gzip apart into the same parts", async () => {
      const script = "#!/bin/sh\necho grüße\n--x\nFrom here\n";
      const config = renderCloudConfig({ packages: ["etcd-server"], final_message: "a\nb\n" }, { target });
      const text = renderMultipart([
        { type: "cloud-config", content: config, mergeHow: "list(append)+dict(recurse_array)+str()" },
        { type: "script", content: script, filename: "10-hello.sh" },
      ]);
      const [answer] = await oracle.ask<{ readonly parts: unknown }>([
        { ask: "parts", hex: Buffer.from(text).toString("hex") },
      ]);
      expect(answer?.parts).toEqual([
        {
          type: "text/cloud-config",
          filename: "part-1",
          merge: "list(append)+dict(recurse_array)+str()",
          content: `${config}\n`.replace(/\n$/, ""),
        },
        { type: "text/x-shellscript", filename: "10-hello.sh", merge: null, content: script },
      ]);
      const large: CloudConfig = {
        write_files: Array.from({ length: 60 }, (_, index) => ({
          path: `/etc/app/${index}.conf`,
          content: `option = value-${index}\n`.repeat(60),
        })),
      };
      const fitted = fitCloudConfig(large, { target });
      expect(fitted.tactic).toBe("gzip");
      const [packed] = await oracle.ask<{
        readonly parts: readonly { readonly type: string; readonly content: string }[];
      }>([{ ask: "parts", hex: Buffer.from(fitted.userData).toString("hex") }]);
      expect(packed?.parts).toHaveLength(1);
      expect(packed?.parts[0]?.content).toBe(renderCloudConfig(large, { target }));
    });
  });
}

function outcome<T>(act: () => T): { readonly value: T } | { readonly error: string } {
  try {
    return { value: act() };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { error: error.message };
  }
}

/** A value as the oracle writes it: JSON knows no infinite numbers and no dates. */
function asJson(value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value))
    return { float: Number.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf" };
  return value instanceof Date ? { python: "date" } : value;
}
