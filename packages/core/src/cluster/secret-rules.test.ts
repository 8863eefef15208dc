import { describe, expect, it } from "vitest";
import { brokenRules, ofPool } from "../../test/broken-rules.ts";
import { secret, type Secret, type SecretUseOptions } from "../index.ts";

/** What is said of a declared secret that a pool receives. */
function declared(token: Secret) {
  return brokenRules(ofPool({ secrets: { token: "/etc/app/token" } }, { secrets: { token } }));
}
function used(use: Partial<SecretUseOptions>) {
  const secrets = { token: { path: "/etc/app/token", ...use } };
  return brokenRules(ofPool({ secrets }, { secrets: { token: secret.generated() } }));
}
const arn = "arn:aws:secretsmanager:us-west-2:123456789012:secret:name-AbCdEf";

describe("the source of a secret", () => {
  it.each([
    [15, ["secret-length at secrets.token.length"]],
    [16, []],
    [4096, []],
    [4097, ["secret-length at secrets.token.length"]],
  ])("%i characters", (length, broken) => {
    expect(declared(secret.generated({ length }))).toEqual(broken);
  });

  it.each([
    [0, ["secret-version at secrets.token.version"]],
    [1, []],
  ])("version %i", (version, broken) => {
    expect(declared(secret.generated({ version }))).toEqual(broken);
  });

  it.each([
    ["TOKEN", true],
    ["_a1", true],
    ["1A", false],
    ["A-B", false],
    [" A", false],
    ["A ", false],
    ["", false],
  ])("variable %j: %j", (fromEnv, isName) => {
    expect(declared(secret.text({ fromEnv }))).toEqual(isName ? [] : ["secret-origin at secrets.token"]);
  });

  it.each([
    ["token.txt", []],
    ["", ["secret-origin at secrets.token"]],
  ])("file %j", (path, broken) => {
    expect(declared(secret.file(path))).toEqual(broken);
  });

  it.each([
    [arn, true],
    [arn.replace("aws:", "aws-cn:"), true],
    [`x${arn}`, false],
    [`${arn} `, false],
    [arn.replace("123456789012", "12345678901"), false],
    [arn.replace("secretsmanager", "ssm"), false],
  ])("ARN %s: %j", (given, isArn) => {
    expect(declared(secret.existing({ arn: given }))).toEqual(isArn ? [] : ["secret-arn at secrets.token.arn"]);
  });

  it("is one only for the registries", () => {
    const docker = secret.dockerConfig({ fromEnv: "A" });
    expect(brokenRules(ofPool({}, { secrets: { docker } }))).toEqual([]);
    const two = { docker, token: secret.generated(), other: docker };
    const given = ofPool({ secrets: { token: "/etc/app/token" } }, { secrets: two });
    expect(brokenRules(given)).toEqual(["secret-docker-twice at secrets.other"]);
  });
});

const at = "pools.web.secrets.token";

describe("the use of a secret", () => {
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
    ["app:app", true],
    ["_a-1:b_2", true],
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
});
