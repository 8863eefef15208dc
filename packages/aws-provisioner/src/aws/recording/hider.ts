import { createHmac, randomBytes } from "node:crypto";
import { redacted } from "../redacted.ts";
import { policyWithoutSecrets } from "./policy-secrets.ts";

/** Puts something else in the place of what is secret. */
export interface Hider {
  /**
   * What stands in the log for a value: equal values have equal ones, and only who knows this process's key
   * could try values out.
   */
  standIn(value: string | Uint8Array): string;
  /** Has a value hidden wherever it comes up, in whatever it is told or written. */
  keep(secret: string): void;
  /** A text of a call, without what is secret in it. */
  text(text: string): string;
  /** The same of a message, which others wrote for people. */
  message(text: string): string;
}

/** What stands for a value. */
const standIns = /hidden:[0-9a-f]{20}/;

/** Fields of the query by which a presigned address lets in whoever has it. */
const presigned = /([?&](?:X-Amz-(?:Signature|Credential|Security-Token)|AWSAccessKeyId|Signature)=)([^&\s"'<>]+)/gi;

const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** What a text has in which any of these may stand: most have none of it. */
const suspect = /hidden:|PRIVATE KEY|ExternalId|Referer|UserAgent|X-Amz-|AWSAccessKeyId|Signature=/i;

/** A shorter value is found in what has nothing to do with it. */
const leastLength = 8;

/** A hider with a key of its own, which stands nowhere. */
export function hider(): Hider {
  const key = randomBytes(32);
  const known = new Map<string, string>();
  const standIn = (value: string | Uint8Array) =>
    `hidden:${createHmac("sha256", key).update(value).digest("hex").slice(0, 20)}`;
  const repeats = (text: string) => {
    if (text.length < leastLength) return false;
    for (const form of known.keys()) if (form.length <= text.length && text.includes(form)) return true;
    return false;
  };
  return {
    standIn,
    keep(secret) {
      if (secret.length < leastLength || known.has(secret)) return;
      for (const form of formsOf(secret)) known.set(form, standIn(secret));
    },
    text(text) {
      if (repeats(text)) return standIn(text);
      if (!suspect.test(text)) return text;
      if (standIns.test(text) || privateKey.test(text)) return standIn(text);
      return policyWithoutSecrets(text, standIn).replace(
        presigned,
        (_, field: string, value: string) => `${field}${standIn(value)}`,
      );
    },
    message(text) {
      const without = [...known].reduce((left, [form, mark]) => left.replaceAll(form, mark), text);
      return redacted(without.replace(presigned, (_, field: string, value: string) => `${field}${standIn(value)}`));
    },
  };
}

/** A secret as it is, and as a text may have it encoded. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const forms = [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString("hex"),
    // At any place of what was encoded, without the digits that its neighbours change.
    ...[0, 1, 2].flatMap((before) => {
      const text = Buffer.concat([Buffer.alloc(before), bytes])
        .toString("base64")
        .replace(/=+$/, "");
      const inner = text.slice(before === 0 ? 0 : before + 1, (bytes.length + before) % 3 === 0 ? undefined : -1);
      return inner.length < leastLength ? [] : [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
    }),
  ];
  return [...new Set(forms)];
}
