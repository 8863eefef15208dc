import { remembered } from "../../remembered.ts";
import type { Resource } from "../../spec/resource.ts";
import { readInlineData } from "./inline-data.ts";
import { findingAt, type Lint } from "./lint.ts";

const secrets: readonly (readonly [string, RegExp])[] = [
  ["a private key", /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ["an AWS secret access key", /aws_secret_access_key\s*[=:]\s*['"]?[A-Za-z0-9/+]{40}/i],
  [
    "a password",
    /^[ \t]*(?:export[ \t]+|Environment="?)?[A-Z0-9_]*(?:PASSWORD|SECRET|TOKEN)[ \t]*=[ \t]*['"]?[^\s'"$%{<][^\s'"]{5,}/im,
  ],
];

/** What is searched of one text, from its beginning. */
const searched = 2 ** 20;

/**
 * A secret in the open: whoever reaches the metadata service or may describe the instance can read user data.
 */
export const inlineSecret: Lint = function* ({ all }) {
  for (const [resource, path] of all("Resource")) {
    const { source = "", compression } = resource;
    if (!source.startsWith("data:")) continue;
    const what = secretInResource(JSON.stringify({ source, compression }));
    if (what !== undefined) yield findingAt("warning", path, "source", warning(what), remedy);
  }
  for (const name of ["Unit", "Dropin"] as const) {
    for (const [{ contents = "" }, path] of all(name)) {
      const what = secretIn(contents.slice(0, searched));
      if (what !== undefined) yield findingAt("warning", path, "contents", warning(what), remedy);
    }
  }
};

const remedy = "Fetch it at boot from where secrets are kept.";

const secretIn = remembered(1024, (text) => secrets.find(([, pattern]) => pattern.test(text))?.[0]);

const secretInResource = remembered(1024, (resource) => {
  const inline = readInlineData(JSON.parse(resource) as Resource);
  if (inline === undefined || "problem" in inline) return undefined;
  return secretIn(Buffer.from(inline.data.subarray(0, searched)).toString());
});

function warning(what: string): string {
  return `this seems to hold ${what}, which everyone who can read the user data can read`;
}
