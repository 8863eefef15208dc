/**
 * Why something ends for which nobody waits any more. One for all: `abort()` without a reason makes an error
 * with a stack each time, which costs nearly as much as all else that is done around an attempt of a call.
 */
export const over = new Error("nobody waits for it any more");
