import { parseArgs, type ParseArgsConfig } from "node:util";

/** What a program was given, by `node:util`'s description of what it takes. */
export type Given<Config extends ParseArgsConfig> = ReturnType<typeof parseArgs<Config>>;

/**
 * What the program was started with. A word that it does not take ends it with status 2 and one sentence on
 * standard error, before anything is done.
 */
export function readWords<const Config extends ParseArgsConfig>(config: Config): Given<Config> {
  try {
    return parseArgs(config);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [problem] = error.message.split(". ", 1);
    const taken = Object.keys(config.options ?? {}).map((name) => `--${name}`);
    refuse(`${problem}; this program takes ${taken.length === 0 ? "no options" : taken.join(", ")}.`);
  }
}

/** Ends the program with status 2, and the sentence on standard error. */
export function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}
