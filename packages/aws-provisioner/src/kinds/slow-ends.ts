/**
 * Seconds in which a machine that was told to end has ended, and holds no interface and no volume any more.
 * Usually that is within a minute; scripts that run as it goes, or its host, may delay it. EC2 ends by force
 * what has been at it for several hours (EC2 user guide, "Delayed instance termination"), and an hour was
 * seen (kubernetes/kops#4128).
 */
export const endedWithin = 14_400;
