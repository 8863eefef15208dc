import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const folder = import.meta.dirname;

/** What each example prints when it has done what it is for. */
const promises: Readonly<Record<string, RegExp>> = {
  minimal:
    /^Creating minimal on an account simulated from seed "example"\.$[^]*^\d\d:\d\d {2}\d+ steps in [^]*"pools": \{\s+"web": \{\s+"group": "minimal-web",\s+"instances": \[(\s+"i-[0-9a-f]{17}",?){2}\s+\]/m,
  "network-only": /^shared: \d+ to create$[^]*'private-3': 'subnet-[0-9a-f]{17}'/m,
  "existing-network": /^ {2}'https:\/\/10\.40\.5\.10:2379'$[^]*('i-[0-9a-f]{17}'[, ]*){3} \]$/m,
  fleet: /^Creating fleet on [^]*"https:\/\/10\.10\.5\.100:2379"[^]*"url": "public\.fleet\.internal:80"/m,
  "ignition-only":
    /^valid, with 0 remarks$[^]*^0640 \/etc\/queue\/queue\.conf$[^]*^enabled at boot: queue\.service, var-lib-queue\.mount$/m,
  "cloud-config-only":
    /^#cloud-config$[^]*^plain, \d+ bytes$[^]*Did you mean packages\?[^]*"locksmithd\.service","mask":true/m,
  destroy: /^Destroying harbour on [^]*^0 deleted; 0 left of \d+ kinds$/m,
  demo: /\ndemo: (?!0 )\d+ resources created, \d+ calls, second plan: no changes in \d+ calls, 0 left after destroy\n$/,
};

/** Not programs: what they share. */
const shared = ["account", "command-line"];

describe.concurrent("an example", () => {
  it.each(Object.entries(promises))("%s.ts runs as it stands", async (name, promise) => {
    const { status, printed, complaints } = await run(name, name === "destroy" ? ["harbour"] : []);
    expect({ status, complaints }).toEqual({ status: 0, complaints: "" });
    expect(printed).toMatch(promise);
  });
});

it("ends its demonstration as the README says", async () => {
  const { printed } = await run("demo");
  const withoutCalls = (text: string) => /^demo: .*$/m.exec(text)?.[0].replaceAll(/\d+ calls/g, "some calls");
  expect(withoutCalls(readFileSync(join(folder, "..", "README.md"), "utf8"))).toBe(withoutCalls(printed));
});

it("none is left out", () => {
  const programs = readdirSync(folder).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  expect(programs.map((file) => file.replace(/\.ts$/, "")).toSorted()).toEqual(
    [...Object.keys(promises), ...shared].toSorted(),
  );
});

it("one that cannot do its work says why, and ends with a status other than 0", async () => {
  const { status, complaints } = await run("fleet", [], { DOCKERCFG: "no JSON at all" });
  expect(status).not.toBe(0);
  expect(complaints).toContain("$DOCKERCFG is neither a config.json nor a .dockercfg");
});

describe.concurrent("words that it does not take", () => {
  const programs = Object.keys(promises).map((name) => [name] as const);

  it.each(programs)("%s.ts refuses, having done nothing", async (name) => {
    const { status, printed, complaints } = await run(name, ["--sed=7"]);
    expect({ status, printed }).toEqual({ status: 2, printed: "" });
    expect(complaints).toMatch(/^Unknown option '--sed'; this program takes (?:no options|--[a-z, -]+)\.\n$/);
  });

  it.each([
    [["minimal"], "Unexpected argument 'minimal'"],
    [["--aws=yes"], "Option '--aws' does not take an argument"],
    [["--seed"], "Option '--seed <value>' argument missing"],
  ])("minimal.ts refuses %j by name", async (words, problem) => {
    const { status, complaints } = await run("minimal", words);
    expect({ status, complaints }).toEqual({
      status: 2,
      complaints: expect.stringMatching(/^.+; this program takes --aws, --seed\.\n$/),
    });
    expect(complaints).toContain(problem);
  });

  it.each([[[]], [["one", "two"]]])("destroy.ts refuses to take away %j", async (names) => {
    const { status, complaints } = await run("destroy", names);
    expect({ status, complaints }).toEqual({
      status: 2,
      complaints: "Name one cluster or network: examples/destroy.ts minimal --aws\n",
    });
  });
});

interface Ended {
  readonly status: number | null;
  readonly printed: string;
  readonly complaints: string;
}

function run(name: string, words: readonly string[] = [], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  // An example keeps the SDK's warning about Node 20 away by itself.
  const { DOCKERCFG: _, NODE_OPTIONS: __, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: ___, ...env } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ["--import", "tsx", "--conditions=@drydock/source", join(folder, `${name}.ts`), ...words],
      {
        cwd: join(folder, ".."),
        env: { ...env, ...environment },
      },
    );
    let printed = "";
    let complaints = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
    child.once("error", reject);
    child.once("close", (status) => resolve({ status, printed, complaints }));
  });
}
