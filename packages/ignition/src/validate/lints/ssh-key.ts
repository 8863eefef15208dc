import type { Lint } from "./lint.ts";

const keyForm =
  /(?:^|[\s"])(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp(?:256|384|521)|sk-(?:ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com)(?:-cert-v01@openssh\.com)?\s+AAAA[A-Za-z0-9+/]+={0,2}(?:\s|$)/;

/**
 * An authorized key that sshd would pass over; the value is not printed, because it may be a private key by
 * mistake.
 */
export const sshKey: Lint = function* ({ all }) {
  for (const [{ sshAuthorizedKeys = [] }, path] of all("PasswdUser")) {
    for (const [index, key] of sshAuthorizedKeys.entries()) {
      if (/PRIVATE KEY/.test(key)) {
        const message = "this is a private key";
        const remedy = "Put the public one here, and treat this one as known to others.";
        yield { severity: "error", path: [...path, "sshAuthorizedKeys", index], message, remedy };
      } else if (!keyForm.test(key) || /[\r\n]./.test(key)) {
        const message = "this is no line of an authorized_keys file";
        const remedy = "It reads `ssh-ed25519 AAAA… comment`.";
        yield { severity: "warning", path: [...path, "sshAuthorizedKeys", index], message, remedy };
      }
    }
  }
};
