// One file: a table with a row for each lint, which the type of the table holds complete.
import { gzipSync } from "node:zlib";
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseIgnition } from "../../parse/parse-ignition.ts";
import type { lints } from "./lints.ts";

const pem = encodeURIComponent("-----BEGIN RSA PRIVATE KEY-----\nMII\n");
const packed = gzipSync("x").toString("base64");
function sha256(text: string) {
  return `sha256-${createHash("sha256").update(text).digest("hex")}`;
}
const long = `data:,${"x".repeat(300)}`;
const ed25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl me@home";

/** By lint: bodies that it minds, each with the places, and bodies that it must leave alone. */
const cases: Readonly<
  Record<
    keyof typeof lints,
    { readonly bad: readonly (readonly [string, ...string[]])[]; readonly good: readonly string[] }
  >
> = {
  "version-form": { bad: [], good: ["{}"] },
  "duplicate-key": {
    bad: [['"storage":{"files":[],"files":[]}', "$.storage.files"]],
    good: ['"storage":{"files":[],"links":[]}'],
  },
  "key-case": {
    bad: [
      ['"Storage":{}', "$.Storage"],
      ['"passwd":{"users":[{"name":"a","UID":1}]}', "$.passwd.users.0.UID"],
    ],
    good: ['"junk":1'],
  },
  "newer-field": {
    bad: [['"storage":{"luks":[{"name":"a","device":"/dev/sda","cex":{}}]}', "$.storage.luks.0.cex"]],
    good: ['"junk":1', '"kernelArguments":{}'],
  },
  "null-value": {
    bad: [
      [
        '"passwd":{"users":[{"name":"a","gecos":null,"groups":[null]}]}',
        "$.passwd.users.0.gecos",
        "$.passwd.users.0.groups.0",
      ],
    ],
    good: ['"storage":null'],
  },
  "mangled-text": {
    bad: [['"passwd":{"users":[{"name":"\\udc00"}]}', "$.passwd.users.0.name"]],
    good: ['"passwd":{"users":[{"name":"\\ud83d\\ude00\\ufffd"}]}'],
  },
  "empty-replace": { bad: [], good: ["{}"] },
  "hash-digits": {
    bad: [
      [
        file(`"contents":{"source":"http://h/","verification":{"hash":"sha512-${"g".repeat(128)}"}}`),
        "$.storage.files.0.contents.verification.hash",
      ],
    ],
    good: [file(`"contents":{"source":"http://h/","verification":{"hash":"sha512-${"aF".repeat(64)}"}}`)],
  },
  "data-hash": {
    bad: [
      [
        file(`"contents":{"source":"data:,y","verification":{"hash":"${sha256("x")}"}}`),
        "$.storage.files.0.contents.verification.hash",
      ],
    ],
    good: [
      file(`"contents":{"source":"data:,x","verification":{"hash":"${sha256("x")}"}}`),
      file(
        `"contents":{"source":"data:;base64,${packed}","compression":"gzip","verification":{"hash":"${sha256("x")}"}}`,
      ),
    ],
  },
  "gzip-data": {
    bad: [
      [file('"contents":{"source":"data:,x","compression":"gzip"}'), "$.storage.files.0.contents.compression"],
      [file('"contents":{"source":"s3://b/k","compression":"gzip"}'), "$.storage.files.0.contents.compression"],
    ],
    good: [
      file(`"contents":{"source":"data:;base64,${packed}","compression":"gzip"}`),
      file('"contents":{"source":"http://h/","compression":"gzip"}'),
    ],
  },
  "node-ancestor": {
    bad: [
      ['"storage":{"files":[{"path":"/etc/a"}],"directories":[{"path":"/etc/a/b/c"}]}', "$.storage.directories.0.path"],
      ['"storage":{"files":[{"path":"/"}]}', "$.storage.files.0.path"],
    ],
    good: ['"storage":{"files":[{"path":"/etc/a"},{"path":"/etc/ab/c"}],"directories":[{"path":"/"}]}'],
  },
  "hard-link-target": {
    bad: [['"storage":{"links":[{"path":"/a","target":"b","hard":true}]}', "$.storage.links.0.target"]],
    good: ['"storage":{"links":[{"path":"/a","target":"b"},{"path":"/c","target":"/b","hard":true}]}'],
  },
  "unlasting-path": {
    bad: [
      ['"storage":{"files":[{"path":"/run/x"},{"path":"/usr/x"}]}', "$.storage.files.0.path", "$.storage.files.1.path"],
    ],
    good: ['"storage":{"files":[{"path":"/runner/x"},{"path":"/etc/run"}]}'],
  },
  "mode-sense": {
    bad: [
      [file('"mode":644'), "$.storage.files.0.mode"],
      [file('"mode":272'), "$.storage.files.0.mode"],
      [file('"mode":438'), "$.storage.files.0.mode"],
    ],
    good: [
      file('"mode":420'),
      file('"mode":0'),
      file('"mode":384'),
      '"storage":{"directories":[{"path":"/d","mode":493}]}',
    ],
  },
  "repeated-contents": {
    bad: [
      [
        `"storage":{"files":[{"path":"/etc/a","contents":{"source":"${long}"}},{"path":"/etc/b","contents":{"source":"${long}"}}]}`,
        "$.storage.files.1.contents.source",
      ],
    ],
    good: [
      '"storage":{"files":[{"path":"/etc/a","contents":{"source":"data:,x"}},{"path":"/etc/b","contents":{"source":"data:,x"}}]}',
    ],
  },
  "inline-secret": {
    bad: [
      [file(`"contents":{"source":"data:,${pem}"}`), "$.storage.files.0.contents.source"],
      [
        unit('"contents":"[Service]\\nExecStart=/bin/true\\nEnvironment=DB_PASSWORD=hunter2222\\n"'),
        "$.systemd.units.0.contents",
      ],
    ],
    good: [file('"contents":{"source":"data:,PASSWORD%3D%24%7BPASSWORD_FROM_FILE%7D"}')],
  },
  "absent-partition": {
    bad: [
      [
        '"storage":{"disks":[{"device":"/dev/sda","partitions":[{"number":1,"shouldExist":false},{"label":"x"}]}]}',
        "$.storage.disks.0.partitions",
      ],
    ],
    good: ['"storage":{"disks":[{"device":"/dev/sda","partitions":[{"number":1,"shouldExist":false},{"number":2}]}]}'],
  },
  "account-id": {
    bad: [
      [
        '"passwd":{"users":[{"name":"a","uid":-1}],"groups":[{"name":"a","gid":4294967295}]}',
        "$.passwd.users.0.uid",
        "$.passwd.groups.0.gid",
      ],
    ],
    good: ['"passwd":{"users":[{"name":"a","uid":0}]}'],
  },
  "ssh-key": {
    bad: [['"passwd":{"users":[{"name":"a","sshAuthorizedKeys":["x"]}]}', "$.passwd.users.0.sshAuthorizedKeys.0"]],
    good: [`"passwd":{"users":[{"name":"a","sshAuthorizedKeys":["${ed25519}","no-pty ${ed25519}"]}]}`],
  },
  "password-hash": {
    bad: [['"passwd":{"users":[{"name":"a","passwordHash":"secret"}]}', "$.passwd.users.0.passwordHash"]],
    good: [
      '"passwd":{"users":[{"name":"a","passwordHash":"$6$salt$hash"},{"name":"b","passwordHash":"$y$j9T$x$y/."},{"name":"c","passwordHash":"*"}]}',
    ],
  },
  "masked-unit": {
    bad: [
      [
        unit('"mask":true,"enabled":true,"contents":"[Service]\\nExecStart=/bin/true\\n"'),
        "$.systemd.units.0.contents",
        "$.systemd.units.0.enabled",
      ],
    ],
    good: [unit('"mask":true')],
  },
  "enabled-template": {
    bad: [['"systemd":{"units":[{"name":"a@.service","enabled":true}]}', "$.systemd.units.0.enabled"]],
    good: [
      '"systemd":{"units":[{"name":"a@1.service","enabled":true},{"name":"b@.service","enabled":true,"contents":"[Install]\\nDefaultInstance=1\\n"}]}',
    ],
  },
  unit: {
    bad: [
      ['"systemd":{"units":[{"name":"../../x.service"}]}', "$.systemd.units.0.name"],
      [unit('"contents":"[Service]\\nExecStart=/bin/true\\nRestrt=always\\n"'), "$.systemd.units.0.contents"],
      [
        unit('"dropins":[{"name":"a/b.conf","contents":"[Service]\\nRestart=no\\n"}]'),
        "$.systemd.units.0.dropins.0.name",
      ],
    ],
    good: [
      unit(
        '"contents":"[Service]\\nExecStart=/bin/true\\n","dropins":[{"name":"a.conf","contents":"[Service]\\nRestart=no\\n"}]',
      ),
    ],
  },
};

function file(fields: string): string {
  return `"storage":{"files":[{"path":"/etc/a",${fields}}]}`;
}

function unit(fields: string): string {
  return `"systemd":{"units":[{"name":"a.service",${fields}}]}`;
}

function placesOf(rule: string, body: string, version = "3.4.0"): string[] {
  const { diagnostics } = parseIgnition(`{"ignition":{"version":"${version}"},${body === "{}" ? '"x":1' : body}}`);
  return diagnostics.filter((entry) => entry.rule?.split("/")[0] === rule).map(({ path }) => path);
}

describe.each(Object.entries(cases))("lint %s", (rule, { bad, good }) => {
  it.each(bad)("minds %s", (body, ...places) => {
    expect(placesOf(rule, body)).toEqual(places);
  });

  it.each(good)("leaves %s alone", (body) => {
    expect(placesOf(rule, body)).toEqual([]);
  });
});

describe("lints", () => {
  it("of the ignition section", () => {
    expect(placesOf("version-form", "{}", "03.4.0")).toEqual(["$.ignition.version"]);
    const replace = '{"ignition":{"version":"3.4.0","config":{"replace":{"source":""}}}}';
    expect(parseIgnition(replace).diagnostics.map(({ rule }) => rule)).toEqual(["empty-replace"]);
  });

  it("come after Ignition's entries, carry their name and a place, and are turned off by it", () => {
    const text = '{"ignition":{"version":"3.4.0"},"storage":{"files":[{"path":"a"},{"path":"/run/x","mode":644}]}}';
    const rulesWith = (choice: Parameters<typeof parseIgnition>[1]) =>
      parseIgnition(text, choice).diagnostics.map(({ rule }) => rule);
    expect(rulesWith({})).toEqual([undefined, undefined, "unlasting-path", "mode-sense"]);
    expect(rulesWith({ lints: { "mode-sense": false } })).toEqual([undefined, undefined, "unlasting-path"]);
    expect(rulesWith({ lints: false })).toEqual([undefined, undefined]);
    expect(parseIgnition(text).diagnostics.at(-1)).toMatchObject({ line: 1, column: text.indexOf("644") + 1 });
  });

  it("one rule of systemd can be turned off alone", () => {
    const text = `{"ignition":{"version":"3.4.0"},${unit('"contents":"[Service]\\nExecStart=/bin/true\\nRestrt=always\\n[Srvice]\\n"')}}`;
    const all = parseIgnition(text).diagnostics.map(({ rule }) => rule);
    expect(all).toContain("unit/unknown-key");
    expect(all.length).toBeGreaterThan(1);
    const fewer = parseIgnition(text, { lints: { "unit/unknown-key": false } }).diagnostics.map(({ rule }) => rule);
    expect(fewer).toEqual(all.filter((rule) => rule !== "unit/unknown-key"));
  });
});
