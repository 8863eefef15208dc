#!/usr/bin/env node
// TypeScript 7's compiler as tests run it, beside other tests: in one thread, because each further one checks
// anew what types share, and with its garbage collected seldom. The same work takes less than half the CPU.
process.env.GOGC ??= "400";
process.argv.push("--singleThreaded");
await import("../node_modules/typescript-7/lib/tsc.js");
