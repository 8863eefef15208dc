import type { CheckValue } from "../check-value.ts";
import { parseInteger } from "./integer.ts";

const signalNames = new Set(
  "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS RTMIN RTMAX".split(
    " ",
  ),
);

/** A signal by name, with or without SIG, or by number. */
export const checkSignal: CheckValue = (value) => {
  const name = value.replace(/^SIG/, "").replace(/^(RTMIN)\+\d+$|^(RTMAX)-\d+$/, "$1$2");
  const number = parseInteger(value);
  return signalNames.has(name) || (number !== undefined && number >= 1 && number <= 64)
    ? undefined
    : { message: "is no signal", remedy: 'Write "SIGTERM" or the like, or a number from 1 to 64.' };
};
