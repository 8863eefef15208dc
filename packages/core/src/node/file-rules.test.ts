import { describe, expect, it } from "vitest";
import { brokenRules, ofPool } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { secret } from "../index.ts";

const root = "pools.web";

describe("files", () => {
  it.each([
    ["/etc/app", "flatcar", undefined],
    ["/opt/bin/app", "flatcar", undefined],
    ["etc/app", "flatcar", "file-path"],
    ["/etc//app", "flatcar", "file-path"],
    ["/etc/app/", "flatcar", "file-path"],
    ["/etc/./app", "flatcar", "file-path"],
    ["/etc/..", "flatcar", "file-path"],
    ["/etc/..app", "flatcar", undefined],
    ["/etc/a\0b", "flatcar", "file-path"],
    ["/run/app", "flatcar", "file-volatile"],
    ["/tmp/app", "ubuntu", "file-volatile"],
    ["/proc/app", "ubuntu", "file-volatile"],
    ["/sys/app", "ubuntu", "file-volatile"],
    ["/dev/app", "ubuntu", "file-volatile"],
    ["/srv/run/app", "flatcar", undefined],
    ["/runner/app", "flatcar", undefined],
    ["/usr/app", "flatcar", "file-immutable"],
    ["/usr/app", "fedora-coreos", "file-immutable"],
    ["/usr/app", "ubuntu", undefined],
    ["/usr/app", "amazon-linux", undefined],
    ["/opt/drydock/app", "flatcar", "file-reserved"],
    ["/etc/drydock/app", "flatcar", "file-reserved"],
    ["/srv/etc/drydock/app", "flatcar", undefined],
    ["/etc/drydocks/app", "flatcar", undefined],
  ] as const)("at %j on %s: %s", (path, image, rule) => {
    const broken = rule === undefined ? [] : [`${rule} at ${root}.files.0.path`];
    expect(brokenRules(ofPool({ image, files: [{ path, text: "" }] }))).toEqual(broken);
  });

  it.each([
    ["644", true],
    ["0644", true],
    ["1644", false],
    ["06444", false],
    ["64", false],
    ["0648", false],
  ])("of mode %s: %j", (mode, isMode) => {
    const broken = isMode ? [] : [`file-mode at ${root}.files.0.mode`];
    expect(brokenRules(ofPool({ files: [{ path: "/etc/a", text: "", mode }] }))).toEqual(broken);
  });

  it.each([
    ["core", true],
    ["core:core", true],
    ["core:", false],
    ["1app", false],
    ["core:core:core", false],
    ["a b", false],
  ])("owned by %s: %j", (owner, isOwner) => {
    const broken = isOwner ? [] : [`owner-form at ${root}.files.0.owner`];
    expect(brokenRules(ofPool({ files: [{ path: "/etc/a", text: "", owner }] }))).toEqual(broken);
  });

  it.each([
    ["\u{1F6A2}", true],
    ["\uFFFD", true],
    ["a\uD83D", false],
    ["\uDEA2a", false],
    ["\uDEA2\uD83D", false],
  ])("with the text %j: %j", (text, isText) => {
    const broken = isText ? [] : [`file-text at ${root}.files.0.text`];
    expect(brokenRules(ofPool({ files: [{ path: "/etc/a", text }] }))).toEqual(broken);
  });

  it.each([
    ["/etc/a", "/etc/a/b", true],
    ["/etc/a/b/c", "/etc/a", true],
    ["/etc/a", "/etc/ab", false],
    ["/etc/a/b", "/etc/a/c", false],
  ])("at %s and %s are in each other's way: %j", (one, other, areNested) => {
    const files = [one, other].map((path) => ({ path, text: "" }));
    for (const image of ["flatcar", "ubuntu"] as const) {
      const broken = areNested ? [`file-duplicate at ${root}.files.1.path`] : [];
      expect(brokenRules(ofPool({ image, files }))).toEqual(broken);
    }
    const ofFileAndSecret = ofPool(
      { files: [{ path: one, text: "" }], secrets: { t: other } },
      { secrets: { t: secret.generated() } },
    );
    expect(brokenRules(ofFileAndSecret)).toEqual(areNested ? [`file-duplicate at ${root}.files.0.path`] : []);
    const secrets = { s: secret.generated(), t: secret.generated() };
    const ofSecrets = brokenRules(ofPool({ secrets: { s: one, t: other } }, { secrets }));
    expect(ofSecrets).toEqual(areNested ? [`secret-path-taken at ${root}.secrets.t.path`] : []);
  });

  it("without a path are told so and no more", () => {
    expect(brokenRules(ofPool({ files: [{ path: "", text: "" }] }))).toEqual([`file-path at ${root}.files.0.path`]);
  });

  it.each([
    ["-----BEGIN PRIVATE KEY-----", true],
    ["-----BEGIN OPENSSH PRIVATE KEY-----", true],
    ["-----BEGIN PUBLIC KEY-----", false],
    ["key AKIAABCDEFGHIJKLMNOP", true],
    ["key ASIAABCDEFGHIJKLMNOP.", true],
    ["XAKIAABCDEFGHIJKLMNOP", false],
    ["AKIAABCDEFGHIJKLMNOPQ", false],
    ['{"auths" : {}}', true],
    ['{"auth": "eDp5"}', true],
    ['{"auth":"eDp5"}', true],
    ['{"auths"  :  {}}', true],
    ['{"auth": 1}', false],
    ['{"authors": "me"}', false],
  ])("with %j: %j", (text, isSecret) => {
    const broken = isSecret ? [`file-secret at ${root}.files.0.text`] : [];
    expect(brokenRules(ofPool({ files: [{ path: "/etc/a", text }] }))).toEqual(broken);
  });

  it("each has a path of its own, which no secret has", () => {
    const file = { path: "/etc/a", text: "" };
    expect(brokenRules(ofPool({ files: [file, file] }))).toEqual([`file-duplicate at ${root}.files.1.path`]);
    const shared = ofPool({ files: [file], secrets: { t: "/etc/a" } }, { secrets: { t: secret.generated() } });
    expect(brokenRules(shared)).toEqual([`file-duplicate at ${root}.files.0.path`]);
  });
});

it.each([
  ["core", true],
  ["_a-1", true],
  ["a".repeat(31), true],
  ["a".repeat(32), false],
  ["1a", false],
  ["Core", false],
  ["a b", false],
  ["!a", false],
])("an account %s: %j", (name, isName) => {
  expect(brokenRules(ofPool({ users: [{ name }] }))).toEqual(isName ? [] : [`user-name at ${root}.users.0.name`]);
});

it.each(["flatcar", "ubuntu", "amazon-linux"] as const)("an account is written once, on %s", (image) => {
  const users = [{ name: "ada" }, { name: "bea" }, { name: "ada" }];
  expect(brokenRules(ofPool({ image, users }))).toEqual([`user-duplicate at ${root}.users.2.name`]);
});

it.each([
  ["ubuntu", "htop", []],
  ["amazon-linux", "a.b+c_d=1-e", []],
  ["ubuntu", "-htop", ["package-name at pools.web.packages.0"]],
  ["ubuntu", "htop;", ["package-name at pools.web.packages.0"]],
  ["flatcar", "htop", ["packages-immutable at pools.web.packages"]],
  ["fedora-coreos", "htop", ["packages-immutable at pools.web.packages"]],
] as const)("on %s, the package %s", (image, name, broken) => {
  expect(brokenRules(ofPool({ image, packages: [name] }))).toEqual(broken);
});

faultsOf([
  [
    "files where none can be",
    ofPool({
      files: [
        { path: "/usr/bin/app", text: "" },
        { path: "/run/app", text: "" },
        { path: "etc/app", text: "", mode: "rw" },
      ],
    }),
    `error at fleet.pools.web.files.0.path: /usr cannot be written to on flatcar [file-immutable]
       Put it below /etc or /opt.
     error at fleet.pools.web.files.1.path: /run/app is gone when the node has booted [file-volatile]
       Put it below /etc, /var or /opt.
     error at fleet.pools.web.files.2.path: "etc/app" is no path of a file [file-path]
       Give an absolute path without . and .. in it.
     error at fleet.pools.web.files.2.mode: "rw" is no mode [file-mode]
       Write three octal digits, "0644": there is no setuid, setgid or sticky bit.`,
  ],
  [
    "secret in a file",
    ofPool({ files: [{ path: "/etc/app/key.pem", text: "-----BEGIN RSA PRIVATE KEY-----\nabc\n" }] }),
    `error at fleet.pools.web.files.0.text: it holds a private key, and every process of the node can read user data [file-secret]
       Declare it under secrets, and give the role its path.`,
  ],
  [
    "packages on Flatcar",
    ofPool({ packages: ["htop"] }),
    `error at fleet.pools.web.packages: flatcar installs no packages [packages-immutable]
       Run what is needed as a container, or choose ubuntu or amazon-linux.`,
  ],
  [
    "file in the place of a secret",
    ofPool(
      { files: [{ path: "/etc/app/token", text: "" }], secrets: { token: "/etc/app/token" } },
      { secrets: { token: secret.generated() } },
    ),
    `error at fleet.pools.web.files.0.path: /etc/app/token is where secret "token" goes [file-duplicate]
       Give one of them another path.`,
  ],
  [
    "file in a folder of Drydock's own, twice, of no owner",
    ofPool({
      files: [
        { path: "/etc/drydock/a", text: "" },
        { path: "/etc/drydock/a", text: "", owner: "1a" },
      ],
    }),
    `error at fleet.pools.web.files.0.path: /etc/drydock/a is in a folder of Drydock's own [file-reserved]
       Put it elsewhere.
     error at fleet.pools.web.files.1.path: /etc/drydock/a is in a folder of Drydock's own [file-reserved]
       Put it elsewhere.
     error at fleet.pools.web.files.1.path: /etc/drydock/a is file 0 already [file-duplicate]
       Give each file a path of its own.
     error at fleet.pools.web.files.1.owner: "1a" is no owner [owner-form]
       Write it by names, as user or user:group.`,
  ],
  [
    "access key and credentials in files",
    ofPool({
      files: [
        { path: "/etc/a", text: "AKIAABCDEFGHIJKLMNOP" },
        { path: "/etc/b", text: '{"auths": {}}' },
      ],
    }),
    `error at fleet.pools.web.files.0.text: it holds an AWS access key, and every process of the node can read user data [file-secret]
       Declare it under secrets, and give the role its path.
     error at fleet.pools.web.files.1.text: it holds credentials of a registry, and every process of the node can read user data [file-secret]
       Declare it under secrets, and give the role its path.`,
  ],
  [
    "account and package that are none",
    ofPool({ image: "ubuntu", users: [{ name: "1a" }], packages: ["-htop"] }),
    `error at fleet.pools.web.users.0.name: "1a" is no name of an account [user-name]
       Use 1 to 31 lower-case letters, digits, hyphens and underscores.
     error at fleet.pools.web.packages.0: "-htop" is no name of a package [package-name]
       Give the name that apt or dnf knows.`,
  ],
  [
    "files in each other's way and in a secret's, text that is none, an account twice",
    ofPool(
      {
        files: [
          { path: "/etc/a", text: "" },
          { path: "/etc/a/b", text: "x\uD83D" },
          { path: "/etc/t/u", text: "" },
        ],
        secrets: { t: "/etc/t", u: "/etc/t/x" },
        users: [{ name: "ada" }, { name: "ada" }],
      },
      { secrets: { t: secret.generated(), u: secret.generated() } },
    ),
    `error at fleet.pools.web.secrets.u.path: /etc/t/x cannot be there beside /etc/t, the file of "t": one of the two is a folder [secret-path-taken]
       Give each secret a file of its own.
     error at fleet.pools.web.files.1.path: /etc/a/b cannot be there beside file 0, /etc/a: one of the two is a folder [file-duplicate]
       Give one of them another path.
     error at fleet.pools.web.files.1.text: it holds half of a surrogate pair, at 1, of which no file can hold but a replacement [file-text]
       Give whole characters; fetch what is no text from a bucket at boot.
     error at fleet.pools.web.files.2.path: /etc/t/u cannot be there beside secret "t" at /etc/t: one of the two is a folder [file-duplicate]
       Give one of them another path.
     error at fleet.pools.web.users.1.name: "ada" is account 0 already [user-duplicate]
       Write each account once.`,
  ],
]);
