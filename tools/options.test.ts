import {
  BlueprintError,
  blueprint,
  type BlueprintParts,
  design,
  network,
  workers,
} from "../packages/core/src/index.ts";
import { type Diagnostic, DrydockError } from "../packages/systemd/src/ground.ts";
import { describe, expect, it } from "vitest";
import { type ExportedFunction, exportedFunctions, type Parameter } from "./exported-functions.ts";
import { packageEntries } from "./package-entries.ts";

/** Options that go by another name. */
const named = /^(?:BootDevice|DataVolume|FedoraCoreosUpdates|FlatcarUpdates|PermissionScope|Schedule|Surroundings)$/;

function isOptions({ name, type }: Parameter): boolean {
  return name === "options" || /Options\b/.test(type) || named.test(type);
}

/** A function with options, and where they stand among what it takes. */
interface Case {
  readonly name: string;
  readonly called: (options: unknown) => Promise<unknown>;
  readonly at: number;
  readonly parameter: Parameter;
}

async function casesOf(entry: string, file: string): Promise<readonly Case[]> {
  const module = (await import(file)) as Readonly<Record<string, (...given: readonly unknown[]) => unknown>>;
  return exportedFunctions(file).flatMap(({ name, parameters }: ExportedFunction): Case[] => {
    const at = parameters.findIndex(isOptions);
    const parameter = parameters[at];
    const call = module[name];
    if (parameter === undefined || call === undefined) return [];
    // What stands before the options is not given: they are the first that a function looks at.
    const called = async (options: unknown) => used(name, await call(...Array.from({ length: at }), options));
    return [{ name: `${name} of ${entry}`, called, at, parameter }];
  });
}

/** What is written of a blueprint is looked at together, once it is read. */
const parts: Readonly<Record<string, (part: never) => BlueprintParts>> = {
  network: (part) => ({ network: part }),
  existingNetwork: (part) => ({ network: part }),
  etcd: (part) => ({ network: network({ cidr: "10.10.0.0/16" }), etcd: part }),
  workers: (part) => ({ network: network({ cidr: "10.10.0.0/16" }), pools: { web: part } }),
  machines: (part) => ({ network: network({ cidr: "10.10.0.0/16" }), pools: { web: part } }),
  imageFrom: (image) => ({
    network: network({ cidr: "10.10.0.0/16" }),
    pools: { web: workers({ subnets: "private", size: { min: 1, desired: 1, max: 1 }, image }) },
  }),
};

function used(name: string, made: unknown): unknown {
  const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
  return part === undefined ? made : design(blueprint<BlueprintParts>("site", part(made as never)));
}

/** What a function says of options that it does not take. */
async function answer({ called }: Case, options: unknown): Promise<readonly Diagnostic[]> {
  const error: unknown = await called(options).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error === undefined) return [];
  expect(error).toBeInstanceOf(DrydockError);
  const { code, diagnostics } = error as DrydockError;
  expect(code).toBe(error instanceof BlueprintError ? "invalid-blueprint" : "invalid-option");
  return diagnostics;
}

/** A slip of the pen: the last letter twice. */
function misspelt(name: string): string {
  return name + name.slice(-1);
}

// The ground is what the functions are made with.
const entries = packageEntries.filter(({ entry }) => entry !== "@drydock/systemd/ground");
const cases = (await Promise.all(entries.map(({ entry, file }) => casesOf(entry, file)))).flat();

it("finds the functions", () => {
  expect(cases.length).toBeGreaterThan(45);
});

describe.each(cases.map((one) => [one.name, one] as const))("%s", (_, one) => {
  const { parameter } = one;

  it("refuses what is no object, and nothing where it needs options", async () => {
    const others = [null, 7, true, [], ...(/\| ExecOptions|\| Image\["os"\]/.test(parameter.type) ? [] : ["text"])];
    for (const wrong of parameter.optional || parameter.type.includes("|") ? others : [undefined, ...others]) {
      expect((await answer(one, wrong)).length, String(wrong)).toBeGreaterThan(0);
    }
  });

  it("refuses a name that there is not, and says which one was meant", async () => {
    const names = await namesOf(one);
    for (const name of names) {
      const found = await answer(one, { [misspelt(name)]: 1 });
      expect(found.find(({ path }) => path.endsWith(`.${misspelt(name)}`))?.remedy).toContain(`"${name}"`);
    }
  });

  it("tells of all that is wrong at once", async () => {
    const found = await answer(one, { qqqqqqqqqqqqqq: 1, zzzzzzzzzzzzzz: 2 });
    expect(found.filter(({ path }) => /\.(?:q+|z+)$/.test(path))).toHaveLength(2);
  });

  it("refuses a value of each option that is none", async () => {
    for (const name of await namesOf(one)) {
      const found = await answer(one, { [name]: Symbol("none") });
      expect(found.map(({ path }) => path).filter((path) => path.split(".").includes(name))).not.toEqual([]);
    }
  });
});

/**
 * The ground is for who writes such functions; diagnostics are what this code made. `blueprint` and the parts
 * of it keep what they are given, for the check to tell of it.
 */
const trusting = /^(?:hasErrors|printDiagnostics?) of /;
const called = await Promise.all(
  entries
    .filter(({ entry }) => !/aws-/.test(entry))
    .map(async ({ entry, file }) => {
      const module = (await import(file)) as Readonly<Record<string, (...given: readonly unknown[]) => unknown>>;
      return exportedFunctions(file).map(({ name }) => [`${name} of ${entry}`, module[name]] as const);
    }),
);
const callable = called.flat().flatMap(([name, call]) => {
  return call === undefined || trusting.test(name) ? [] : [[name, call] as const];
});

const loop: { self?: unknown } = {};
loop.self = loop;

const wrongs: readonly (readonly [string, unknown])[] = [
  ["nothing", undefined],
  ["null", null],
  ["a number", 5],
  ["an empty object", {}],
  ["a list of nothing", [null]],
  ["a bigint", 5n],
  ["a symbol", Symbol("none")],
  ["an object inside itself", loop],
];

describe.each(callable)("%s, of no options", (_, call) => {
  it("throws no error but of Drydock, whatever its first argument is", async () => {
    for (const [what, wrong] of wrongs) {
      const error: unknown = await Promise.resolve(wrong)
        .then(call)
        .then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
      expect(error === undefined || error instanceof DrydockError, `${what}: ${String(error)}`).toBe(true);
    }
  });

  it("says what is wrong with a huge text in few words", async () => {
    const error: unknown = await Promise.resolve("a".repeat(60_000))
      .then(call)
      .then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
    expect(error instanceof Error ? error.message.length : 0).toBeLessThan(20_000);
  });
});

/** The names that there are, as a function says itself to who writes one that is like none. */
async function namesOf(one: Case): Promise<readonly string[]> {
  const found = await answer(one, { qqqqqqqqqqqqqq: 1 });
  const remedy = found.find(({ path }) => path.endsWith(".qqqqqqqqqqqqqq"))?.remedy ?? "";
  const [, names = ""] = /^There (?:is|are) (.*)\.$/.exec(remedy) ?? [];
  expect(names, remedy).not.toBe("");
  return names.split(", ");
}
