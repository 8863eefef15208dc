import { describe, expect, it } from "vitest";
import { SugarError } from "./sugar-error.ts";
import { group, user } from "./user.ts";

const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA admin@example.com";

describe("user", () => {
  it("says what is given", () => {
    expect(
      user("core", {
        sshKeys: [`${key}\n`, `restrict ${key}`],
        groups: ["docker"],
        home: "/home/core",
        shell: "/bin/bash",
        uid: 500,
        comment: "Core",
        group: "core",
      }),
    ).toEqual({
      name: "core",
      sshAuthorizedKeys: [key, `restrict ${key}`],
      groups: ["docker"],
      homeDir: "/home/core",
      shell: "/bin/bash",
      uid: 500,
      gecos: "Core",
      primaryGroup: "core",
    });
    expect(user("app", { system: true, home: false })).toEqual({ name: "app", system: true, noCreateHome: true });
    expect(group("app", { gid: 700 })).toEqual({ name: "app", gid: 700 });
  });

  it("says everything that is wrong, and never repeats a key or hash", () => {
    const secret = "-----BEGIN OPENSSH PRIVATE KEY-----";
    const build = (): unknown =>
      user("Core User", {
        sshKeys: [secret, "ssh-rsa", `${key}\n${key}`, "hello"],
        groups: ["a b"],
        passwordHash: "hunter2",
      });
    expect(build).toThrowError(SugarError);
    expect(build).toThrowErrorMatchingInlineSnapshot(`
      [SugarError: user "Core User": 7 problems:
      error at $.name: "Core User" is no account name
        Begin with a lower-case letter or _, go on with those, digits and -, 32 characters at most.
      error at $.groups.0: "a b" is no account name
        Begin with a lower-case letter or _, go on with those, digits and -, 32 characters at most.
      error at $.sshKeys.0: this is a private key, which must never leave its owner
        Give the public one (the .pub file).
      error at $.sshKeys.1: what follows ssh-rsa is no base64 key
        Was the line cut?
      error at $.sshKeys.2: several lines
        Give one key a string.
      error at $.sshKeys.3: no key type such as ssh-ed25519 in it
        Give a line of a .pub file.
      error at $.passwordHash: this is no crypt(3) hash
        Make one with \`mkpasswd --method=yescrypt\`.]
    `);
    expect(build).not.toThrowError(/hunter2|BEGIN/u);
  });
});
