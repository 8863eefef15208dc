import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import {
  type CloudConfig,
  CloudConfigError,
  hasErrors,
  jinjaLiteral,
  parseCloudConfig,
  renderCloudConfig,
  validateCloudConfig,
} from "../index.ts";
import { arbitraryOf } from "../../test/arbitrary-value.ts";
import { cloudConfigShape } from "../schema/cloud-config-shape.ts";

describe("renderCloudConfig", () => {
  it("prints what cloud-init reads, quoted, in one order", () => {
    const config: CloudConfig = {
      runcmd: [["systemctl", "daemon-reload"], "echo off"],
      timezone: "UTC",
      write_files: [
        { content: "[section]\nkey = off\n\n  more\n", permissions: "0644", path: "/etc/app.conf" },
        { path: "/no", content: 'say "no"' },
      ],
      groups: ["docker", { no: ["core"] }],
      package_update: true,
      swap: { size: 1024, filename: "/swap" },
    };
    expect(renderCloudConfig(config, { target: "debian-12" })).toMatchInlineSnapshot(`
      "#cloud-config
      write_files:
        - path: "/etc/app.conf"
          permissions: "0644"
          content: |
            [section]
            key = off

              more
        - path: "/no"
          content: 'say "no"'
      swap:
        filename: "/swap"
        size: 1024
      groups:
        - "docker"
        - "no": ["core"]
      timezone: "UTC"
      package_update: true
      runcmd:
        - ["systemctl", "daemon-reload"]
        - "echo off"
      "
    `);
    const reversed = Object.fromEntries(Object.entries(config).toReversed());
    expect(renderCloudConfig(reversed, { target: "debian-12" })).toBe(
      renderCloudConfig(config, { target: "debian-12" }),
    );
  });

  it.each(["22.4.2", "26.2"])("is undone by parseCloudConfig and by YAML 1.2, for any config of %s", (version) => {
    const target = { cloudInit: version };
    fc.assert(
      fc.property(arbitraryOf(cloudConfigShape, version), (generated) => {
        const config = generated as CloudConfig;
        fc.pre(!hasErrors(validateCloudConfig(config, { target })));
        const text = renderCloudConfig(config, { target });
        expect(parseCloudConfig(text, { target }).config).toEqual(config);
        expect(parse(text, { version: "1.2" }) ?? {}).toEqual(config);
        expect(renderCloudConfig(parseCloudConfig(text, { target }).config ?? {}, { target })).toBe(text);
      }),
      { numRuns: 30 },
    );
  });

  it("names every error at once", () => {
    const render = (): string => renderCloudConfig({ hostname: "a b", packages: [] }, { target: "current" });
    expect(render).toThrow(CloudConfigError);
    expect(render).toThrow(/2 errors in the config:\nerror at \$\.hostname: .*\n  .*\nerror at \$\.packages: /);
  });

  it("prints an empty config", () => {
    expect(renderCloudConfig({}, { target: "current" })).toBe("#cloud-config\n{}\n");
  });

  it("makes jinja templates whose expressions survive the quoting", () => {
    const config: CloudConfig = {
      hostname: "node-{{ v1.instance_id }}",
      final_message: `{{ ds["x"] }} in ${jinjaLiteral("${#a[@]}")}`,
    };
    expect(renderCloudConfig(config, { target: "current", jinja: true })).toMatchInlineSnapshot(`
      "## template: jinja
      #cloud-config
      hostname: "node-{{ v1.instance_id }}"
      final_message: '{{ ds["x"] }} in \${% raw %}{{% endraw %}#a[@]}'
      "
    `);
    expect(parseCloudConfig(renderCloudConfig(config, { target: "current", jinja: true })).config).toEqual(config);
  });

  it.each([
    ["an unclosed expression", "{{ v1.region", /not closed/],
    ["a comment by accident", "{{ v1.region }} ${#list[@]}", /begins a jinja comment/],
    ["a statement at the end of a block", "a\n{% if x %}b{% endif %}\n", /swallows the newline/],
    ["quotes of both kinds", `{{ ds["a"]['b'] }}`, /YAML quoting would change/],
  ])("refuses %s in a template", (_name, text, message) => {
    expect(() => renderCloudConfig({ final_message: text }, { target: "current", jinja: true })).toThrow(message);
  });

  it("takes any text as a literal", () => {
    for (const text of ["{{{{", "{% endraw %}", "a {{\nb {#\nc {%", "{"]) {
      const config = { final_message: jinjaLiteral(text) };
      expect(validateCloudConfig(config, { jinja: true })).toEqual([]);
    }
  });
});
