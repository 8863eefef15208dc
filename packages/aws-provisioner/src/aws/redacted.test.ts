import fc from "fast-check";
import { expect, it } from "vitest";
import { redacted } from "./redacted.ts";

it.each([
  ["db password=hunter2 host=db-1", "db password=[redacted] host=db-1"],
  ['{"dbPassword": "a b", "port": 5432}', '{"dbPassword": [redacted], "port": 5432}'],
  ["export API_KEY='one two'; run", "export API_KEY=[redacted]; run"],
  [
    "run docker login --username me --password hunter2 host",
    "run docker login --username me --password [redacted] host",
  ],
  ["ExecStart=/bin/app --api-token 'one two' --port 80", "ExecStart=/bin/app --api-token [redacted] --port 80"],
  ["> Authorization: Bearer abc.def", "> Authorization: [redacted]"],
  ["sent bearer abc.def-ghi to peer", "sent bearer [redacted] to peer"],
  ["pull https://user:pw@registry.local/app", "pull https://[redacted]@registry.local/app"],
  ["key AKIAIOSFODNN7EXAMPLE is used", "key [redacted] is used"],
  ["a -----BEGIN RSA PRIVATE KEY-----\nMIIx\n-----END RSA PRIVATE KEY----- b", "a [redacted] b"],
  ["a -----BEGIN PRIVATE KEY-----\nMIIx", "a [redacted]"],
  ["wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "[redacted]"],
  [`sum ${"0a".repeat(32)}.`, "sum [redacted]."],
  ["[  12.3] systemd[1]: docker.service: Failed with result 'exit-code'.", ""],
  ["/dev/disk/by-partuuid/7130c94a-213a-4e5a-8e26-6cce9662f132", ""],
  ["login: password authentication failed, no-secret there", ""],
  ["ip-10-0-0-12.us-west-2.compute.internal login:", ""],
])("%j", (text, left) => {
  expect(redacted(text)).toBe(left === "" ? text : left);
});

it("a value that is assigned to a secret's name is never left", () => {
  const name = fc.constantFrom("password", "DB_PASSWD", "client-secret", "token", "apiKey", "awsSecretAccessKey");
  const value = fc.stringMatching(/^[a-z0-9]{8,40}$/);
  fc.assert(
    fc.property(name, value, fc.constantFrom("=", ": ", " = ", '": "'), (key, secret, sign) => {
      expect(redacted(`began ${key}${sign}${secret} ended`)).not.toContain(secret);
    }),
  );
});
