import { findingAt, type Lint } from "./lint.ts";

/**
 * Something in the place of a password hash that crypt(5) does not know, so that nobody can log in, or a
 * password itself.
 */
export const passwordHash: Lint = function* ({ all }) {
  for (const [{ passwordHash: hash = "" }, path] of [...all("PasswdUser"), ...all("PasswdGroup")]) {
    if (hash === "" || /^[!*]/.test(hash) || /^\$(?:y|gy|7|2[abxy]|6|5|1|md5|sha1)\$[./A-Za-z0-9$=,]+$/.test(hash))
      continue;
    const message = "this is no crypt hash (it would begin with $y$ or $6$)";
    const remedy = "Make one with `mkpasswd --method=yescrypt`, and never write a password here.";
    yield findingAt("warning", path, "passwordHash", message, remedy);
  }
};
