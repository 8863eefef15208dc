import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { buildDeclarations } from "../../../tools/build-declarations.ts";
import { fieldRows, withFieldTables } from "../test/field-table.ts";
import { plainDefaults } from "../test/plain-defaults.ts";
import { consumer, languageService } from "../test/published.ts";
import { type WrittenField, writtenFields } from "../test/written-fields.ts";
import { parts } from "./parts.ts";

const dist = join(dirname(consumer), "dist");
const imports = 'import { blueprint, etcd, existingNetwork, machines, network, workers } from "./dist/index.js";';

/** What a person may write; the fields that an editor is asked of have `^` before them. */
const marked = `${imports}
etcd({ ^addresses: ["10.10.3.100"], ^tls: "off", ^image: { ^os: "ubuntu" }, ^updates: { ^strategy: "off" } });
workers({ ^subnets: "private", ^size: { ^min: 1, desired: 1, max: 1 }, ^files: [{ ^path: "/etc/motd", text: "" }] });
machines({ ^count: 2, subnets: "private", ^volume: { ^size: 100 } });
machines({ ^addresses: ["10.10.3.200"] });
network({ cidr: "10.10.0.0/16", ^tiers: { public: { ^newBits: 4 } } });
`;
const code = marked.replaceAll("^", "");

/** Mistakes that a person may make. */
const mistakes = `${imports}
const size = { min: 1, desired: 1, max: 1 };
etcd({ adresses: ["10.10.3.100"] });
etcd({ addresses: ["10.10.3.100"], tls: "mutal" });
etcd({ addresses: ["10.10.3.100"], volume: { mount: "/data" } });
workers({ subnets: "private", size, expose: [{ port: 80, protcol: "http" }] });
workers({ subnets: "private", size, allow: [{ ports: 22, from: { group: "bastion" } }] });
workers({ subnets: "private", size: { min: 1, wanted: 1, max: 1 } });
workers({ subnet: "private", size });
machines({ count: 2, subnets: "private", volume: { gigabytes: 100 } });
network({ cidr: "10.10.0.0/16", nat: "always" });
network({ cidr: "10.10.0.0/16", tiers: { edge: { pubic: true } } });
existingNetwork({ vpcId: "vpc-1", cidr: "10.0.0.0/16", subnets: { private: [{ name: "a" }] } });
blueprint("fleet", {});
blueprint("fleet", { network: network({ cidr: "10.10.0.0/16" }), pool: { web: workers({ subnets: "a", size }) } });
blueprint("fleet", { network: network({ cidr: "10.10.0.0/16" }), tag: { team: "blue" } });
`;

const allParts = new Intl.ListFormat("en-GB").format(Object.keys(parts));

const readmeFile = join(dirname(consumer), "README.md");

let service: ts.LanguageService;
beforeAll(async () => {
  await buildDeclarations();
  service = languageService(code);
});

function allFields(): readonly WrittenField[] {
  const program = service.getProgram();
  const checker = program?.getTypeChecker();
  const index = program?.getSourceFile(join(dist, "index.d.ts"));
  const module = index && checker?.getSymbolAtLocation(index);
  if (checker === undefined || module === undefined) throw new Error("there are no declarations");
  return writtenFields(module, checker, (file) => file.startsWith(dist));
}

describe("the published declarations", () => {
  it("have a sentence on every field that a person writes", () => {
    const fields = allFields();
    const paths = fields.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        "BlueprintParts.network",
        "BlueprintParts.buckets",
        "EtcdOptions.addresses",
        "EtcdOptions.tls",
        "ExposureOptions.health.path",
        "MachinesOptions.count",
        "NetworkOptions.tiers.*.newBits",
        "RoleOptions.image.pin.release",
        "RoleOptions.units[].enable",
        "RoleOptions.updates.window.minutes",
        "WorkersOptions.allow[].from.role",
        "WorkersOptions.size.min",
      ]),
    );
    expect(fields.filter(({ documentation }) => documentation === "").map(({ path }) => path)).toEqual([]);
  });

  // Where it differs on purpose, `npm run fields` writes it anew; the difference is the review.
  it("stand in the README, each with what it means, its default and its unit", async () => {
    const fields = allFields();
    const readme = readFileSync(readmeFile, "utf8");
    await expect(withFieldTables(readme, fields)).toMatchFileSnapshot(readmeFile);
    const rows = fieldRows(fields);
    expect(rows.filter(({ meaning }) => meaning === "").map(({ field }) => field)).toEqual([]);
    const shown = new Set(rows.map(({ declared }) => declared));
    expect(fields.filter(({ declared }) => !shown.has(declared)).map(({ path }) => path)).toEqual([]);
  });

  it("name the defaults that the schemas have", () => {
    const defaults = plainDefaults(parts);
    const said = fieldRows(allFields()).flatMap(({ place, usual }) => {
      const own = defaults.get(place);
      return own === undefined ? [] : [{ place, usual, own }];
    });
    expect(said.map(({ place }) => place)).toEqual(expect.arrayContaining(["etcd.tls", "pools.*.files[].mode"]));
    expect(said.filter(({ usual, own }) => !usual.toLowerCase().includes(own))).toEqual([]);
  });

  it("show it where the field is written, and lead to the file of the part", () => {
    const shown = [...marked.matchAll(/\^(\w+)/g)].map(({ index, 1: field }, marks) => {
      const at = index - marks;
      const words = ts.displayPartsToString(service.getQuickInfoAtPosition(consumer, at)?.documentation);
      const [definition] = service.getDefinitionAtPosition(consumer, at) ?? [];
      return `${field}: ${words.split(/[.,;:\n]/)[0]} (${definition?.fileName.slice(dist.length + 1)})`;
    });
    expect(shown.join("\n")).toMatchInlineSnapshot(`
      "addresses: One fixed private address per member (cluster/etcd.d.ts)
      tls: Certificates from the cluster's own authority on both sides of every connection (cluster/etcd.d.ts)
      image: Operating system (cluster/role.d.ts)
      os: The operating system (cluster/image.d.ts)
      updates: When the nodes reboot into a new version of their system (cluster/role.d.ts)
      strategy: With \`off\` (cluster/updates.d.ts)
      subnets: Name of the tier whose subnets the nodes are dealt over (cluster/workers.d.ts)
      size: How many nodes (cluster/workers.d.ts)
      min: Fewest nodes (cluster/workers.d.ts)
      files: Text files of the role (node/content.d.ts)
      path: Absolute path (node/content.d.ts)
      count: How many machines (cluster/machines.d.ts)
      volume: A volume of its own for each machine (cluster/machines.d.ts)
      size: GiB (cluster/data-volume.d.ts)
      addresses: One fixed private address per machine (cluster/machines.d.ts)
      tiers: Tiers by name (network/network.d.ts)
      newBits: Bits that its subnets' prefix has more than the network's (network/tier.d.ts)"
    `);
  });

  it("offer every field with it", () => {
    const at = code.indexOf("subnets", code.indexOf("workers({"));
    const offered = (service.getCompletionsAtPosition(consumer, at, {})?.entries ?? []).map(({ name }) => {
      const details = service.getCompletionEntryDetails(consumer, at, name, {}, undefined, {}, undefined);
      return { name, words: ts.displayPartsToString(details?.documentation) };
    });
    expect(offered.map(({ name }) => name)).toEqual(expect.arrayContaining(["expose", "identity", "subnets", "units"]));
    expect(offered.filter(({ words }) => words === "")).toEqual([]);
  });

  it("say in a few words what is wrong", () => {
    const said = languageService(mistakes)
      .getSemanticDiagnostics(consumer)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))
      // The sentence about a part that there is not names all that there are.
      .map((text) => text.replace(allParts, "(all parts)"))
      // The order of what a field takes differs among compilers.
      .map((text) => text.replace(/(?<=assignable to type ')"[^']*/, "..."));
    expect(said.join("\n")).toMatchInlineSnapshot(`
      "Object literal may only specify known properties, but 'adresses' does not exist in type 'EtcdOptions<readonly string[]> & { readonly addresses: readonly string[]; }'. Did you mean to write 'addresses'?
      Type '"mutal"' is not assignable to type '...'. Did you mean '"mutual"'?
      Object literal may only specify known properties, and 'mount' does not exist in type 'Pick<DataVolumeOptions, "size">'.
      Object literal may only specify known properties, but 'protcol' does not exist in type 'ExposureOptions'. Did you mean to write 'protocol'?
      Object literal may only specify known properties, and 'group' does not exist in type 'RoleSource | RangeSource'.
      Object literal may only specify known properties, and 'wanted' does not exist in type 'PoolSize'.
      Object literal may only specify known properties, but 'subnet' does not exist in type 'WorkersOptions'. Did you mean to write 'subnets'?
      Object literal may only specify known properties, and 'gigabytes' does not exist in type 'DataVolumeOptions'.
      Type '"always"' is not assignable to type '...'.
      Object literal may only specify known properties, but 'pubic' does not exist in type 'TierOptions'. Did you mean to write 'public'?
      Object literal may only specify known properties, and 'name' does not exist in type 'ExistingSubnetOptions'.
      Argument of type '{}' is not assignable to parameter of type 'BlueprintParts & NoOthers<BlueprintParts>'.
        Property 'network' is missing in type '{}' but required in type 'BlueprintParts'.
      Type '{ web: Workers; }' is not assignable to type '{ readonly web: Workers; } & "a blueprint has no part pool: it has (all parts)"'.
        Type '{ web: Workers; }' is not assignable to type '...'.
      Type '{ team: "blue"; }' is not assignable to type '{ readonly team: "blue"; } & "a blueprint has no part tag: it has (all parts)"'.
        Type '{ team: "blue"; }' is not assignable to type '...'."
    `);
  });
});
