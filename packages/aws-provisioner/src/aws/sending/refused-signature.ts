/** Codes of credentials that have expired, whatever the service calls them. */
export function isExpired(error: unknown): boolean {
  return error instanceof Error && /^(?:ExpiredToken|ExpiredTokenException|RequestExpired)$/.test(error.name);
}

/** Whether AWS says of a signature that its time is over, or has not come. */
export function isOutOfTime(error: unknown): boolean {
  return isMistimed(error) && /expired:|not yet current|too large/i.test((error as Error).message);
}

/** Codes of a signature whose time is off, whatever the service calls it: some name other troubles, too. */
export function isMistimed(error: unknown): boolean {
  const codes =
    /^(?:AuthFailure|InvalidSignatureException|RequestExpired|RequestInTheFuture|RequestTimeTooSkewed|SignatureDoesNotMatch)$/;
  return error instanceof Error && codes.test(error.name);
}
