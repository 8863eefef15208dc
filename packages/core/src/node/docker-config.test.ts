import { describe, expect, it } from "vitest";
import { dockerConfigFrom } from "./docker-config.ts";

const auth = Buffer.from("user:password").toString("base64");

describe("dockerConfigFrom", () => {
  it.each([
    [
      "an older .dockercfg",
      { "https://index.docker.io/v1/": { auth, email: "a@example.com" } },
      { auths: { "https://index.docker.io/v1/": { auth } } },
    ],
    ["a config.json", { auths: { "quay.io": { auth } } }, { auths: { "quay.io": { auth } } }],
    ["credential helpers", { credHelpers: { "quay.io": "x" } }, { auths: {}, credHelpers: { "quay.io": "x" } }],
    [
      "a user name and password",
      { auths: { "quay.io": { username: "user", password: "password" } } },
      { auths: { "quay.io": { auth } } },
    ],
    [
      "an identity token",
      { auths: { "quay.io": { identitytoken: "t" } } },
      { auths: { "quay.io": { identitytoken: "t" } } },
    ],
    ["no registry at all", { auths: {} }, { auths: {} }],
    ["a helper that nodes may have", { credsStore: "ecr-login" }, { auths: {}, credsStore: "ecr-login" }],
    ["settings alone", { detachKeys: "ctrl-e" }, { auths: {}, detachKeys: "ctrl-e" }],
    ["headers alone", { HttpHeaders: { a: "b" } }, { auths: {}, HttpHeaders: { a: "b" } }],
  ])("takes %s", (_name, input, output) => {
    expect(JSON.parse(dockerConfigFrom(JSON.stringify(input)))).toEqual(output);
  });

  it.each([
    ["text that is no JSON", "hunter2", "the text is not JSON"],
    ["a list", "[]", "the text is JSON, but not an object of registries"],
    [
      "a registry without credentials",
      '{"auths":{"quay.io":{}}}',
      "registry quay.io has no auth, and neither a token nor a user name with its password",
    ],
    [
      "an auth that is not base64",
      '{"auths":{"quay.io":{"auth":"hunter2"}}}',
      "registry quay.io has an auth that is not user:password in base64",
    ],
    [
      "a store of a desktop",
      '{"auths":{"quay.io":{}},"credsStore":"desktop"}',
      "the credentials are kept by desktop, a helper that nodes do not have: log in where credsStore is not set",
    ],
    ["a helper of a desktop", '{"credHelpers":{"quay.io":"osxkeychain"}}', "the credentials are kept by osxkeychain"],
    ["a store that is no text", '{"credsStore":5}', "credsStore is not the name of a helper, which is a text"],
    ["helpers that are none", '{"credHelpers":5}', "credHelpers is not an object of registries"],
    ["helpers that are no texts", '{"credHelpers":{"quay.io":5}}', "credHelpers is not an object of registries"],
    [
      "a number",
      '{"auths":{"quay.io":7}}',
      "the credentials of quay.io are not what docker writes: they must be an object",
    ],
    [
      "fields that are no texts",
      '{"auths":{"quay.io":{"username":"ada","password":["hunter2"],"auth":7}}}',
      "the credentials of quay.io are not what docker writes: auth must be a text, password must be a text",
    ],
  ])("refuses %s without quoting it", (_name, input, message) => {
    expect(() => dockerConfigFrom(input)).toThrow(message);
    expect(message).not.toContain("hunter2");
  });

  it.each([
    `{"__proto__":{"auth":"${auth}"},"quay.io":{"auth":"${auth}"}}`,
    `{"auths":{"__proto__":{"auth":"${auth}"},"quay.io":{"auth":"${auth}"}},"__proto__":{"kept":true}}`,
    `{"constructor":{"auth":"${auth}"},"toString":{"auth":"${auth}"}}`,
  ])("keeps every registry and every field, whatever its name: %s", (text) => {
    const kept = text.startsWith('{"auths"') ? text : `{"auths":${text}}`;
    expect(dockerConfigFrom(text)).toBe(kept);
  });

  it("refuses what is wrong with a registry of any name", () => {
    expect(() => dockerConfigFrom('{"auths":{"__proto__":{}}}')).toThrow("registry __proto__ has no auth");
    expect(() => dockerConfigFrom('{"auths":[]}')).toThrow("the credentials of the registries are not what docker");
    expect(() => dockerConfigFrom('{"auths":null}')).toThrow("the credentials of the registries are not what docker");
  });

  it("gives the same for what it gave", () => {
    const once = dockerConfigFrom(JSON.stringify({ "quay.io": { auth } }));
    expect(dockerConfigFrom(once)).toBe(once);
  });
});
