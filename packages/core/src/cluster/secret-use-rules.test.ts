import { expect, it } from "vitest";
import { brokenRules, ofPool } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { secret, type SecretUseOptions } from "../index.ts";

function used(use: Partial<SecretUseOptions>) {
  const secrets = { token: { path: "/etc/app/token", ...use } };
  return brokenRules(ofPool({ secrets }, { secrets: { token: secret.generated() } }));
}

const arn = "arn:aws:secretsmanager:us-west-2:123456789012:secret:name-AbCdEf";

const at = "pools.web.secrets.token";

it.each([
  ["/etc/app/token", true],
  ["/token", true],
  ["/etc/a.b@c+d-e", true],
  ["etc/token", false],
  ["/etc/to ken", false],
  ["/etc/token/", false],
  ["/etc/../token", false],
  ["/etc/..", false],
  ["/./token", false],
  ["/etc/..token", true],
  ["/usr/token", false],
  ["/proc/token", false],
  ["/sys/token", false],
  ["/dev/token", false],
  ["/srv/usr/token", true],
  ["/usrlocal/token", true],
])("at %s: %j", (path, isPath) => {
  expect(used({ path })).toEqual(isPath ? [] : [`secret-path at ${at}.path`]);
});

it.each([
  ["0600", []],
  ["600", []],
  ["0640", []],
  ["0601", [`secret-open at ${at}.mode`]],
  ["0607", [`secret-open at ${at}.mode`]],
  ["0680", [`secret-mode at ${at}.mode`]],
  ["1600", [`secret-mode at ${at}.mode`]],
  ["06000", [`secret-mode at ${at}.mode`]],
  ["60", [`secret-mode at ${at}.mode`]],
])("of mode %s", (mode, broken) => {
  expect(used({ mode })).toEqual(broken);
});

it.each([
  ["root", true],
  ["core:core", true],
  ["1a", false],
  ["a:", false],
  [":a", false],
  ["a:b:c", false],
  ["A", false],
  ["a b", false],
])("owned by %s: %j", (owner, isOwner) => {
  expect(used({ owner })).toEqual(isOwner ? [] : [`owner-form at ${at}.owner`]);
});

it("is of a declared one, in a file of its own", () => {
  const one = { one: secret.generated(), two: secret.generated() };
  expect(brokenRules(ofPool({ secrets: { one: "/etc/a", two: "/etc/b" } }, { secrets: one }))).toEqual([]);
  const same = ofPool({ secrets: { one: "/etc/a", two: "/etc/a" } }, { secrets: one });
  expect(brokenRules(same)).toEqual(["secret-path-taken at pools.web.secrets.two.path"]);
  const unknown = ofPool({ secrets: { three: "/etc/a" } }, {});
  expect(brokenRules(unknown)).toEqual(["secret-undeclared at pools.web.secrets.three"]);
  expect(brokenRules(ofPool({}, { secrets: one }))).toEqual([
    "secret-unused at secrets.one",
    "secret-unused at secrets.two",
  ]);
});

it("leaves the file of registry credentials to them", () => {
  const path = "/root/.docker/config.json";
  expect(used({ path })).toEqual([`secret-docker-path at ${at}.path`]);
  const existing = ofPool({ secrets: { token: path } }, { secrets: { token: secret.existing({ arn }) } });
  expect(brokenRules(existing)).toEqual([]);
  const docker = ofPool({ secrets: { d: path } }, { secrets: { d: secret.dockerConfig({ fromEnv: "A" }) } });
  expect(brokenRules(docker)).toEqual([]);
});

faultsOf([
  [
    "secret that is not declared",
    ofPool({ secrets: { tokn: "/etc/app/token" } }, { secrets: { token: secret.generated() } }),
    `error at fleet.pools.web.secrets.tokn: secret "tokn" is used and not declared [secret-undeclared]
       Declare it under secrets. Did you mean "token"?
     warning at fleet.secrets.token: secret "token" is declared and no role receives it [secret-unused]
       Name it under secrets of a role, or remove it.`,
  ],
  [
    "secret that everybody can read",
    ofPool(
      { secrets: { token: { path: "/etc/app/token", mode: "0644" } } },
      { secrets: { token: secret.generated() } },
    ),
    `error at fleet.pools.web.secrets.token.mode: mode 0644 lets every process of the node at the secret [secret-open]
       Give it an owner and mode 0600, or a group and 0640.`,
  ],
  [
    "two secrets in one file, and paths that are none",
    ofPool(
      { secrets: { one: "/etc/app/token", two: "/etc/app/token", three: "relative" } },
      { secrets: { one: secret.generated(), two: secret.generated(), three: secret.generated({ length: 4 }) } },
    ),
    `error at fleet.secrets.three.length: a generated secret has 16 to 4096 characters, not 4 [secret-length]
       Give 32, or leave it out.
     error at fleet.pools.web.secrets.two.path: /etc/app/token is the file of "one" already [secret-path-taken]
       Give each secret a file of its own.
     error at fleet.pools.web.secrets.three.path: "relative" is no path for a secret [secret-path]
       Give the absolute path of a file, such as /etc/app/token.`,
  ],
  [
    "secret in the file of registry credentials, of no mode and no owner",
    ofPool(
      { secrets: { token: { path: "/root/.docker/config.json", mode: "rw", owner: "1a" } } },
      { secrets: { token: secret.generated() } },
    ),
    `error at fleet.pools.web.secrets.token.mode: "rw" is no mode [secret-mode]
       Write three octal digits, "0600": there is no setuid, setgid or sticky bit.
     error at fleet.pools.web.secrets.token.owner: "1a" is no owner [owner-form]
       Write it by names, as user or user:group.
     warning at fleet.pools.web.secrets.token.path: /root/.docker/config.json is where registry credentials lie [secret-docker-path]
       Declare them by secret.dockerConfig, which checks and converts them.`,
  ],
  [
    "secret in the file of registry credentials that nobody declared",
    ofPool({ secrets: { token: "/root/.docker/config.json" } }),
    `error at fleet.pools.web.secrets.token: secret "token" is used and not declared [secret-undeclared]
       Declare it under secrets. None is declared: declare it first.
     warning at fleet.pools.web.secrets.token.path: /root/.docker/config.json is where registry credentials lie [secret-docker-path]
       Declare them by secret.dockerConfig, which checks and converts them.`,
  ],
]);

it("a secret whose name every object inherits is undeclared as any other", () => {
  const secrets = { constructor: "/root/.docker/config.json" } as Record<string, string>;
  expect(brokenRules(ofPool({ secrets }))).toEqual([
    "secret-undeclared at pools.web.secrets.constructor",
    "secret-docker-path at pools.web.secrets.constructor.path",
  ]);
});
