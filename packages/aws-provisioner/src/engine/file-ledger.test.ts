import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fileLedger } from "./file-ledger.ts";
import type { LedgerRecord } from "./ledger.ts";
import { limits } from "./from-outside/limits.ts";
import { printRecord } from "./record-text.ts";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "drydock-ledger-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const place = { region: "us-west-2", account: async () => "123456789012" };
const own = join("123456789012", "us-west-2");

function record(cluster: string, operation: string, more: Partial<LedgerRecord> = {}): LedgerRecord {
  const plan = { format: 1, cluster, steps: [], unchanged: [], resources: [], tags: {}, notices: [] } as const;
  return { format: 1, cluster, operation, state: "open", plan, ...more };
}

/** What a read says, with the folder called as such. */
async function told(cluster = "a", at?: typeof place): Promise<string> {
  const outcome = fileLedger(folder).read(cluster, at);
  const text = await outcome.then(
    (read) => (read === undefined ? "no record" : "a record"),
    (error: Error & { readonly code?: string }) => `${error.code}: ${error.message}`,
  );
  return text.replaceAll(folder, "<folder>");
}

function put(text: string | Buffer, ...names: readonly string[]): void {
  const path = join(folder, ...names);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

it.each([undefined, null, "", 5, "a\0b", new URL("file:///tmp")])("is refused in %s, which is no folder", (path) => {
  expect(() => fileLedger(path as never)).toThrow(
    expect.objectContaining({
      code: "invalid-option",
      message: expect.stringMatching(/^fileLedger: no folder is given\n/),
    }),
  );
});

describe("what is written", () => {
  it("are whole files that only their owner reads, and no draft is left", async () => {
    const placed = record("a", "first", { account: "123456789012", region: "us-west-2" });
    await fileLedger(folder).write(placed);
    const path = join(folder, own, "a.json");
    expect(readdirSync(dirname(path))).toEqual(["a.json"]);
    expect((statSync(path).mode & 0o777).toString(8)).toBe("600");
    expect((statSync(dirname(path)).mode & 0o777).toString(8)).toBe("700");
    expect(readFileSync(path, "utf8")).toBe(printRecord(placed));
    expect(await fileLedger(folder).read("a", place)).toEqual(placed);
  });

  it("leaves no file open", async () => {
    const openFiles = () => readdirSync("/dev/fd").length;
    await fileLedger(folder).write(record("a", "first"));
    const before = openFiles();
    for (let count = 0; count < 5; count++) await fileLedger(folder).write(record("a", `${count}`));
    expect(openFiles()).toBeLessThan(before + 5);
  });

  it("is nothing where the record is none, and the file is as it was", async () => {
    await fileLedger(folder).write(record("a", "first"));
    const unprintable = { ...record("a", "second"), toJSON: () => "x" };
    await expect(fileLedger(folder).write(unprintable)).rejects.toMatchObject({ code: "invalid-option" });
    expect(await fileLedger(folder).read("a")).toEqual(record("a", "first"));
    expect(readdirSync(folder)).toEqual(["a.json"]);
  });

  it("stays where it was meant to be when the process goes elsewhere", async () => {
    const before = process.cwd();
    process.chdir(folder);
    const ledger = fileLedger("deep");
    try {
      process.chdir(before);
      await ledger.write(record("a", "first"));
    } finally {
      process.chdir(before);
    }
    expect(readdirSync(join(folder, "deep"))).toEqual(["a.json"]);
  });
});

describe("a draft that a killed writer left", () => {
  it("is never read, and goes with the next write when it is old enough to be nobody's", async () => {
    put('{"format":1,"clus', "a.json.draft");
    put(printRecord(record("a", "of a draft")), "a.json.0000.draft");
    put(printRecord(record("a", "of a writer that goes on")), "a.json.1111.draft");
    put("", "b.json.2222.draft");
    const old = new Date(0);
    for (const name of ["a.json.draft", "a.json.0000.draft", "b.json.2222.draft"])
      utimesSync(join(folder, name), old, old);
    expect(await told()).toBe("no record");
    await fileLedger(folder).write(record("a", "next"));
    expect(await fileLedger(folder).read("a")).toEqual(record("a", "next"));
    expect(readdirSync(folder).toSorted()).toEqual(["a.json", "a.json.1111.draft", "b.json.2222.draft"]);
  });
});

describe("names", () => {
  it.each([
    "../a",
    "a/b",
    "a\\b",
    "..",
    ".",
    "",
    "A",
    "a\0",
    "a\n",
    "a.",
    "a ",
    "c:",
    "/etc/passwd",
    "~",
    "аpple",
    "ﬁle",
    "a\u0301",
    "con.json",
    "a:stream",
    "x".repeat(129),
    undefined,
    5,
    ["a"],
  ])("are no paths: %j", async (name) => {
    const cluster = name as string;
    const refusal = {
      code: "invalid-option",
      message: expect.stringMatching(/ is no name of an? (cluster|account|region)\n/),
    };
    const ledger = fileLedger(join(folder, "deep", "er"));
    await expect(ledger.read(cluster)).rejects.toMatchObject(refusal);
    await expect(ledger.write({ ...record("a", "one"), cluster })).rejects.toMatchObject(refusal);
    await expect(ledger.read("a", { ...place, region: cluster })).rejects.toMatchObject(refusal);
    await expect(ledger.read("a", { ...place, account: async () => cluster })).rejects.toMatchObject(refusal);
    if (name === undefined) return;
    await expect(ledger.write(record("a", "one", { account: cluster, region: "r" }))).rejects.toMatchObject(refusal);
    await expect(ledger.write(record("a", "one", { account: "1", region: cluster }))).rejects.toMatchObject(refusal);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("are no devices of Windows", async () => {
    const devices = ["con", "prn", "aux", "nul", "com1", "lpt9"];
    const others = ["console", "com", "com10", "nul-1"];
    const ledger = fileLedger(folder);
    for (const name of [...devices, ...others]) await ledger.write(record(name, name));
    expect(readdirSync(folder).toSorted()).toEqual(
      [...devices.map((name) => `${name}_.json`), ...others.map((name) => `${name}.json`)].toSorted(),
    );
    for (const name of [...devices, ...others]) expect(await ledger.read(name)).toEqual(record(name, name));
  });
});

it("what is no record is told with its path, what is wrong, and what to do", async () => {
  const placed = record("a", "one", { account: "123456789012", region: "us-west-2" });
  const says: string[] = [];
  const say = async (name: string, make: () => void, at?: typeof place) => {
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    make();
    says.push(`${name}\n${(await told("a", at)).replaceAll(/^/gm, "    ")}`);
  };
  const text = printRecord(placed);
  await say("nothing", () => {});
  await say("half a file", () => put(text.slice(0, 40), "a.json"));
  await say("a folder", () => put("", "a.json", "b"));
  await say("a link", () => symlinkSync("/etc/hostname", join(folder, "a.json")));
  await say("a link to nothing", () => symlinkSync("nothing", join(folder, "a.json")));
  await say("a pipe", () => execFileSync("mkfifo", [join(folder, "a.json")]));
  await say("a huge file", () => {
    put("", "a.json");
    truncateSync(join(folder, "a.json"), limits.size + 1);
  });
  await say("another cluster's", () => put(printRecord(record("b", "one")), "a.json"));
  await say("another region's", () => put(printRecord({ ...placed, region: "eu-west-1" }), own, "a.json"), place);
  await say("another account's", () => put(printRecord({ ...placed, account: "210987654321" }), own, "a.json"), place);
  await say("of an earlier release", () => put(JSON.stringify(record("a", "one")), own, "a.json"), place);
  await say("a file in the way", () => put("", "123456789012"), place);
  expect(says.join("\n")).toMatchInlineSnapshot(`
    "nothing
        no record
    half a file
        invalid-option: <folder>/a.json is not a ledger record
          line 1, column 41: it ends in the middle
        Nothing is lost with it, since whatever was made is found by its tags: move <folder>/a.json away, and run again, a minute after a run that was cut short.
    a folder
        invalid-option: <folder>/a.json is not a ledger record
          all of it: it is a folder
        Nothing is lost with it, since whatever was made is found by its tags: move <folder>/a.json away, and run again, a minute after a run that was cut short.
    a link
        invalid-option: <folder>/a.json is not a ledger record
          all of it: it is a link
        Nothing is lost with it, since whatever was made is found by its tags: move <folder>/a.json away, and run again, a minute after a run that was cut short.
    a link to nothing
        invalid-option: <folder>/a.json is not a ledger record
          all of it: it is a link
        Nothing is lost with it, since whatever was made is found by its tags: move <folder>/a.json away, and run again, a minute after a run that was cut short.
    a pipe
        invalid-option: <folder>/a.json is not a ledger record
          all of it: it is a pipe
        Nothing is lost with it, since whatever was made is found by its tags: move <folder>/a.json away, and run again, a minute after a run that was cut short.
    a huge file
        invalid-option: <folder>/a.json is not a ledger record
          all of it: it is larger than 64 MB
        Nothing is lost with it, since whatever was made is found by its tags: move <folder>/a.json away, and run again, a minute after a run that was cut short.
    another cluster's
        invalid-option: <folder>/a.json is the record of another cluster
          cluster: it says "b", and lies where "a" belongs
        Nothing is lost with it, since whatever was made is found by its tags: move <folder>/a.json away, and run again, a minute after a run that was cut short.
    another region's
        invalid-option: <folder>/123456789012/us-west-2/a.json is the record of another cluster
          region: it says "eu-west-1", and lies where "us-west-2" belongs
        Nothing is lost with it, since whatever was made is found by its tags: move <folder>/123456789012/us-west-2/a.json away, and run again, a minute after a run that was cut short.
    another account's
        invalid-option: <folder>/123456789012/us-west-2/a.json is the record of another cluster
          account: it says "210987654321", and lies where "123456789012" belongs
        Nothing is lost with it, since whatever was made is found by its tags: move <folder>/123456789012/us-west-2/a.json away, and run again, a minute after a run that was cut short.
    of an earlier release
        a record
    a file in the way
        ledger-failed: cannot read <folder>/123456789012/us-west-2/a.json: ENOTDIR: not a directory
        A file stands where a folder must be: move it away, or give fileLedger another folder. Whatever was made is found by its tags, with or without the record."
  `);
});

/** Runs something as a user who owns nothing here: root may read and write everything. */
async function asNobody(work: () => Promise<void>): Promise<void> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe("what the file system refuses", () => {
  it("is told where another user owns the file, or the folder", async () => {
    put(printRecord(record("a", "one")), "a.json");
    chmodSync(join(folder, "a.json"), 0o000);
    chmodSync(folder, 0o555);
    const permission = { code: "ledger-failed", cause: { code: "EACCES" } };
    await asNobody(async () => {
      await expect(fileLedger(folder).read("a")).rejects.toMatchObject({
        ...permission,
        message: expect.stringMatching(
          /^cannot read .*\/a\.json: EACCES: permission denied\nLet this user \(id \d+\) /,
        ),
      });
      await expect(fileLedger(folder).write(record("a", "two"))).rejects.toMatchObject(permission);
      await expect(fileLedger(join(folder, "new")).write(record("a", "two"))).rejects.toMatchObject(permission);
    });
    chmodSync(folder, 0o700);
    chmodSync(join(folder, "a.json"), 0o600);
    expect(await fileLedger(folder).read("a")).toEqual(record("a", "one"));
    expect(readdirSync(folder)).toEqual(["a.json"]);
  });

  it("is told with the path and what to do, and leaves no draft", async () => {
    put("", "a.json", "in the way");
    const refusal = await fileLedger(folder)
      .write(record("a", "one"))
      .then(String, (error: Error) => error);
    expect(refusal).toMatchObject({ code: "ledger-failed", cause: { code: "EISDIR" } });
    expect(String(refusal).replaceAll(folder, "<folder>")).toMatchInlineSnapshot(`
      "ProvisionError: cannot write <folder>/a.json: EISDIR: illegal operation on a directory
      A folder stands where a file must be: move it away, or give fileLedger another folder. Whatever was made is found by its tags, with or without the record."
    `);
    expect(readdirSync(folder)).toEqual(["a.json"]);
    put("", "file");
    await expect(fileLedger(join(folder, "file")).write(record("a", "one"))).rejects.toMatchObject({
      code: "ledger-failed",
    });
    await expect(fileLedger(join(folder, "file", "deep")).write(record("a", "one"))).rejects.toMatchObject({
      code: "ledger-failed",
      cause: { code: "ENOTDIR" },
    });
  });
});
