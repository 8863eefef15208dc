import { Session, type Profiler } from "node:inspector/promises";

/** Whose code a sample was taken in: of what Node and the garbage collector do, whoever had it done. */
export type Owner = "drydock" | "simulator" | "sdk";

/** Milliseconds of samples by owner, of the main thread. */
export type Shares = Readonly<Record<Owner, number>>;

const usPerSample = 500;

/**
 * Runs work under V8's sampling profiler. Each sample belongs to the innermost function on its stack that is
 * ours, the simulated account's or the SDK's; garbage collection to whoever ran right before it, whose
 * allocation began it; and what belongs to none is dealt out in proportion. Of n samples the share of one
 * owner is known to about 1/√n.
 */
export async function sharesOf<Result>(work: () => Promise<Result>): Promise<{ result: Result; shares: Shares }> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: usPerSample });
  await session.post("Profiler.start");
  const result = await work();
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();
  return { result, shares: dealtOut(profile) };
}

function dealtOut({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Shares {
  const ownerOf = new Map<number, Owner | "idle" | "others" | "garbage">();
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  // A node stands before its children.
  for (const { id, callFrame } of nodes) {
    const above = ownerOf.get(parents.get(id) ?? -1) ?? "others";
    ownerOf.set(id, ownOf(callFrame) ?? above);
  }
  const spent = { drydock: 0, simulator: 0, sdk: 0, idle: 0, others: 0 };
  let last: keyof typeof spent = "others";
  for (const [at, sample] of samples.entries()) {
    const owner = ownerOf.get(sample) ?? "others";
    spent[owner === "garbage" ? last : owner] += (timeDeltas[at] ?? 0) / 1000;
    // Nothing is allocated by who does nothing.
    if (owner !== "garbage" && owner !== "idle") last = owner;
  }
  const owned = spent.drydock + spent.simulator + spent.sdk;
  const factor = owned === 0 ? 0 : 1 + spent.others / owned;
  return { drydock: spent.drydock * factor, simulator: spent.simulator * factor, sdk: spent.sdk * factor };
}

function ownOf({
  functionName,
  url,
}: {
  readonly functionName: string;
  readonly url: string;
}): Owner | "idle" | "garbage" | undefined {
  if (functionName === "(idle)") return "idle";
  if (functionName === "(garbage collector)") return "garbage";
  if (/\/node_modules\/(?:\.pnpm\/)?@(?:aws-sdk|smithy)/.test(url)) return "sdk";
  if (/\/packages\/aws-simulator\//.test(url)) return "simulator";
  return /\/packages\//.test(url) ? "drydock" : undefined;
}
