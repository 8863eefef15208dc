/**
 * Is told that a call waits for the provider's pace, some seconds by what is known, and gives what is to be
 * told when that is over. Such a wait costs the account nothing, and is nobody's delay.
 */
export type Queue = (seconds: number) => () => void;
