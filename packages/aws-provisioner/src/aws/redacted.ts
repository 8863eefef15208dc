/** What stands in the place of what is secret. */
export const hidden = "[redacted]";

/** What secrets look like in a text that machines write, with what is left of each. */
const patterns: readonly (readonly [RegExp, string])[] = [
  // Also one of which the end is missing.
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, hidden],
  [/(\b[a-z][a-z\d+.-]*:\/\/)[^\s/@]+@/gi, `$1${hidden}@`],
  [/\b((?:proxy-)?authorization["']?\s*[:=]\s*)[^\r\n]+/gi, `$1${hidden}`],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, `$1 ${hidden}`],
  [
    /([\w.-]*(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)[\w.-]*["']?\s*[:=]\s*)("[^"\r\n]*"|'[^'\r\n]*'|[^\s,;]+)/gi,
    `$1${hidden}`,
  ],
  // As options of a command, which systemd prints when it fails.
  [
    /((?<![\w-])--?[\w.-]*(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)[\w.-]*[ \t]+)("[^"\r\n]*"|'[^'\r\n]*'|[^\s,;]+)/gi,
    `$1${hidden}`,
  ],
  [/\b(?:AKIA|ASIA)[A-Z\d]{16}\b/g, hidden],
  [/\b[a-f\d]{32,}\b/gi, hidden],
  // Base64 of something without a pattern: words, paths and ids have no such mixture.
  [/(?<![\w+/=-])(?=[\w+/=-]*[a-z])(?=[\w+/=-]*[A-Z])(?=[\w+/=-]*\d)[\w+/=-]{24,}/g, hidden],
];

/**
 * A text that a machine wrote, without what looks like a secret: private keys, credentials in addresses and
 * headers, what is assigned to a name, or follows an option, that says password, token, secret or key, AWS's
 * key ids, and long text of mixed letters and digits.
 */
export function redacted(text: string): string {
  return patterns.reduce((left, [pattern, replacement]) => left.replace(pattern, replacement), text);
}
