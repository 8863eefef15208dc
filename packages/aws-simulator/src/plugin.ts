import type { MetadataBearer, Pluggable } from "@smithy/types";

/** A middleware that any client of the AWS SDK v3 takes: `client.middlewareStack.use(plugin)`. */
export type SimulatorPlugin = Pluggable<object, MetadataBearer>;

/** Performs one request that an SDK client sends, and answers its output with metadata. */
export type Perform = (service: string, operation: string, input: unknown) => Promise<MetadataBearer>;

/**
 * Makes the middleware that answers every command of a client in place of the network. It short-circuits the
 * whole stack, so neither signing nor the SDK's own retries happen, and a command's `abortSignal` is not
 * seen: the stack does not show it to its middleware.
 */
export function simulatorPlugin(perform: Perform): SimulatorPlugin {
  return {
    applyToStack: (stack) =>
      stack.add(
        (_next, { clientName, commandName }) =>
          async ({ input }) => {
            const service = nameBefore("Client", clientName);
            const operation = nameBefore("Command", commandName);
            return { response: {}, output: await perform(service, operation, input) };
          },
        { step: "initialize", priority: "high", name: "drydockSimulatedAccount", override: true },
      ),
  };
}

function nameBefore(suffix: string, name: string | undefined): string {
  if (name === undefined || !name.endsWith(suffix)) {
    throw new TypeError(
      `a simulated account answers commands of AWS SDK v3 clients, whose context names an X${suffix}; this one says ${name}`,
    );
  }
  return name.slice(0, -suffix.length);
}
