import { expect, it } from "vitest";
import { brokenRules, ofPool } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";

const body = "A".repeat(68);

const root = "pools.web";

it.each([
  [`ssh-ed25519 ${body}`, []],
  [`ssh-rsa ${body}== me@home`, []],
  [`ssh-ed25519 ${body}\n`, []],
  [`ecdsa-sha2-nistp256 ${body}`, ["key-form"]],
  [`ssh-dss ${body}`, ["key-form"]],
  [`xssh-rsa ${body}`, ["key-form"]],
  [`ssh-rsa ${body}!`, ["key-form"]],
  [`ssh-rsa ${body}===`, ["key-form"]],
  [`ssh-rsa ${"A".repeat(39)}`, ["key-form"]],
  [`ssh-rsa ${"A".repeat(40)}`, []],
  [`ssh-rsa ${body} a\nb`, ["key-form"]],
  ["-----BEGIN PRIVATE KEY-----", ["key-private"]],
])("%j: %j", (publicKey, broken) => {
  expect(brokenRules(ofPool({ publicKey }))).toEqual(broken.map((rule) => `${rule} at ${root}.publicKey`));
});

it.each([
  [`ecdsa-sha2-nistp521 ${body}`, []],
  ["none", [`key-form at ${root}.users.0.publicKeys.1`]],
])("of an account, %s", (key, broken) => {
  const publicKeys = [`ssh-rsa ${body}`, key];
  expect(brokenRules(ofPool({ users: [{ name: "me", publicKeys }] }))).toEqual(broken);
});

faultsOf([
  [
    "private key in a blueprint",
    ofPool({
      publicKey: "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\n-----END OPENSSH PRIVATE KEY-----",
    }),
    `error at fleet.pools.web.publicKey: this is a private key [key-private]
       Take it out at once, replace the pair, and give the public half (the .pub file).`,
  ],
  [
    "key that is none, and one that EC2 does not import",
    ofPool({ publicKey: `ecdsa-sha2-nistp256 ${body}`, users: [{ name: "me", publicKeys: ["none"] }] }),
    `error at fleet.pools.web.publicKey: EC2 imports ED25519 and RSA keys only [key-form]
       Make an ED25519 pair: ssh-keygen -t ed25519.
     error at fleet.pools.web.users.0.publicKeys.0: this is no public key of OpenSSH [key-form]
       Give the one line of the .pub file, ssh-ed25519 or ssh-rsa first.`,
  ],
  [
    "key that EC2 does not import, after a blank",
    ofPool({ publicKey: ` ecdsa-sha2-nistp256 ${body}` }),
    `error at fleet.pools.web.publicKey: EC2 imports ED25519 and RSA keys only [key-form]
       Make an ED25519 pair: ssh-keygen -t ed25519.`,
  ],
  ["account without keys", ofPool({ users: [{ name: "me" }] }), ``],
]);
