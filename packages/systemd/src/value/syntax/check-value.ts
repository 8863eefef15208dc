/** What is wrong with a value in systemd's own syntax, or undefined: nothing is, or only systemd can tell. The key matters to a few kinds. */
export type CheckValue = (value: string, key: string) => string | undefined;
