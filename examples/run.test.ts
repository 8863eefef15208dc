import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runProgram } from "../tools/examples/run-program.ts";
import type { Ended, Turn } from "../tools/examples/take-turns.ts";

const folder = import.meta.dirname;

/**
 * What each example prints when it has done what it is for. The demonstration comes first: what the SDK would
 * say of Node 20 at its first use is kept away by `account.ts`, which every example imports.
 */
const promises: Readonly<Record<string, RegExp>> = {
  demo: /\ndemo: (?!0 )\d+ resources created, \d+ calls, second plan: no changes in \d+ calls, 0 left after destroy\n$/,
  minimal:
    /^Creating minimal on an account simulated from seed "example"\.$[^]*^\d\d:\d\d {2}\d+ steps in [^]*"pools": \{\s+"web": \{\s+"group": "minimal-web",\s+"instances": \[(\s+"i-[0-9a-f]{17}",?){2}\s+\]/m,
  "network-only": /^shared: \d+ to create$[^]*'private-3': 'subnet-[0-9a-f]{17}'/m,
  "existing-network": /^ {2}'https:\/\/10\.40\.5\.10:2379'$[^]*('i-[0-9a-f]{17}'[, ]*){3} \]$/m,
  fleet: /^Creating fleet on [^]*"https:\/\/10\.10\.5\.100:2379"[^]*"url": "public\.fleet\.internal:80"/m,
  "ignition-only":
    /^valid, with 0 remarks$[^]*^0640 \/etc\/queue\/queue\.conf$[^]*^enabled at boot: queue\.service, var-lib-queue\.mount$/m,
  "cloud-config-only":
    /^#cloud-config$[^]*^plain, \d+ bytes$[^]*Did you mean packages\?[^]*"locksmithd\.service","mask":true/m,
};

/** Not programs: what they share. */
const shared = ["account", "command-line"];

/**
 * Each start of a program that a test below asks about. They take turns in one process, where the packages
 * are loaded once; that a program does the same in a process of its own is shown by two.
 */
const starts: Turn[] = [];

function start(name: string, words: readonly string[] = [], environment: Turn["environment"] = {}): () => Ended {
  const number = starts.push({ file: `examples/${name}.ts`, words, environment }) - 1;
  return () => {
    const one = ended[number];
    if (one === undefined) throw new Error(`an earlier program kept ${name} from its turn`);
    return one;
  };
}

let ended: readonly Ended[] = [];

beforeAll(async () => {
  const { output, complaints } = await runProgram(["tools/examples/take-turns.ts"], JSON.stringify(starts));
  if (complaints !== "") throw new Error(complaints);
  ended = JSON.parse(output) as Ended[];
});

const whole = Object.entries(promises).map(([name, promise]) => {
  return { name, promise, words: [], outcome: start(name) };
});

describe("an example", () => {
  it.each(whole)("$name runs as it stands", ({ outcome, promise }) => {
    const { status, printed, complaints } = outcome();
    expect({ status, complaints }).toEqual({ status: 0, complaints: "" });
    expect(printed).toMatch(promise);
  });

  it.each(whole.filter(({ name }) => ["network-only", "cloud-config-only"].includes(name)))(
    "$name does the same in a process of its own",
    async ({ name, words, outcome }) => {
      expect(await runAlone(name, words)).toEqual(outcome());
    },
  );
});

it("ends its demonstration as the README says, figure by figure", () => {
  const printed = whole.find(({ name }) => name === "demo")?.outcome().printed ?? "";
  const page = readFileSync(join(folder, "..", "README.md"), "utf8");
  const lastOf = (text: string) => /^demo: .*$/m.exec(text)?.[0];
  expect(lastOf(page)).toBe(lastOf(printed));
  const [, resources] = /^demo: (\d+) resources/m.exec(printed) ?? [];
  expect(page.replaceAll(/\s+/g, " ")).toContain(`a production cluster of ${resources} AWS resources`);
});

it("none is left out", () => {
  const programs = readdirSync(folder).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  expect(programs.map((file) => file.replace(/\.ts$/, "")).toSorted()).toEqual(
    [...Object.keys(promises), "destroy", ...shared].toSorted(),
  );
});

const withoutJson = start("fleet", [], { DOCKERCFG: "no JSON at all" });

it("one that cannot do its work says why, and ends with a status other than 0", () => {
  const { status, complaints } = withoutJson();
  expect(status).not.toBe(0);
  expect(complaints).toContain("$DOCKERCFG is neither a config.json nor a .dockercfg");
});

/** Ends well only where another has left something. */
const destroyAlone = start("destroy", ["harbour"]);

it("a destroy of what nobody has made says so", () => {
  const { status, printed, complaints } = destroyAlone();
  expect(status).not.toBe(0);
  expect(printed).toMatch(/^Destroying harbour on /);
  expect(complaints).toBe(
    'nothing of a cluster "harbour" stands in us-west-2\nThere is none at all.\n' +
      "A simulated account is empty when a program begins: --aws names yours.\n",
  );
});

describe("words that it does not take", () => {
  const misspelt = [...Object.keys(promises), "destroy"].map((name) => ({ name, outcome: start(name, ["--sed=7"]) }));

  it.each(misspelt)("$name refuses, having done nothing", ({ outcome }) => {
    const { status, printed, complaints } = outcome();
    expect({ status, printed }).toEqual({ status: 2, printed: "" });
    expect(complaints).toMatch(/^Unknown option '--sed'; this program takes (?:no options|--[a-z, -]+)\.\n$/);
  });

  const wrong = [
    { words: ["minimal"], problem: "Unexpected argument 'minimal'" },
    { words: ["--aws=yes"], problem: "Option '--aws' does not take an argument" },
    { words: ["--seed"], problem: "Option '--seed <value>' argument missing" },
  ].map((one) => ({ ...one, outcome: start("minimal", one.words) }));

  it.each(wrong)("minimal refuses $words by name", ({ outcome, problem }) => {
    const { status, complaints } = outcome();
    expect({ status, complaints }).toEqual({
      status: 2,
      complaints: expect.stringMatching(/^.+; this program takes --aws, --moto, --seed\.\n$/),
    });
    expect(complaints).toContain(problem);
  });

  const withoutEndpoint = start("minimal", ["--moto"]);

  it("minimal refuses moto where nobody says where that is: it would build on AWS", () => {
    expect(withoutEndpoint()).toMatchObject({
      status: 2,
      printed: "",
      complaints: "--moto needs the variables that tools/serve-moto.ts prints.\n",
    });
  });

  const miscounted = [[], ["one", "two"]].map((names) => ({ names, outcome: start("destroy", names) }));

  it.each(miscounted)("destroy refuses to take away $names", ({ outcome }) => {
    const { status, complaints } = outcome();
    expect({ status, complaints }).toEqual({
      status: 2,
      complaints: "Name one cluster or network: examples/destroy.ts minimal --aws\n",
    });
  });

  it("refuses in a process of its own with the same status", async () => {
    const [first] = misspelt;
    expect(await runAlone(first?.name ?? "", ["--sed=7"])).toEqual(first?.outcome());
  });
});

/** Starts the program as a person does. */
function runAlone(name: string, words: readonly string[]): Promise<Ended> {
  const { DOCKERCFG: _, NODE_OPTIONS: __, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: ___, ...env } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ["--import", "tsx", "--conditions=@drydock/source", join(folder, `${name}.ts`), ...words],
      { cwd: join(folder, ".."), env },
    );
    let printed = "";
    let complaints = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
    child.once("error", reject);
    child.once("close", (status) => resolve({ status: status ?? 1, printed, complaints }));
  });
}
