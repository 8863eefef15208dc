import { longestUntilServing, longestUntilStable } from "../../packages/aws-provisioner/src/engine/level.ts";
import { launchVerdicts } from "../../packages/aws-provisioner/src/kinds/launch-failures.ts";
import { kinds } from "../../packages/aws-provisioner/src/kinds/registry.ts";

type Kind = (typeof kinds)[number];

/** Fields on which the time of some kinds depends, each as it may be. */
const variants: readonly object[] = [
  { type: "application", protocol: "HTTP", behind: "application" },
  { type: "network", protocol: "TCP", behind: "network", registersIn: ["one"] },
  { type: "Gateway", protocol: "TCP" },
  { type: "Interface", protocol: "TCP" },
];
const ways = [{ replaces: false }, { replaces: true }];

/** Usual seconds until one of a kind is stable, least and most. */
function untilStable({ seconds, secondsOf }: Kind): readonly number[] {
  return rangeOf(variants.flatMap((props) => ways.map((how) => (secondsOf?.(props, how) ?? seconds).create)));
}

/** The same until it serves; none where AWS tells no more of it than that it is stable. */
function untilServing({ serving }: Kind): readonly number[] {
  return serving === undefined ? [] : rangeOf(variants.map((props) => serving.seconds(props)));
}

/** The least and the most; what a kind does not know of comes to no number. */
function rangeOf(all: readonly number[]): number[] {
  const known = all.filter(Number.isFinite);
  return [...new Set([Math.min(...known), Math.max(...known)])];
}

function printed(range: readonly number[]): string {
  return range.map(String).join(" to ");
}

function cells({ name, stable, serving, ...kind }: Kind): readonly string[] {
  const [ready, serves] = [untilStable({ ...kind, name, stable } as Kind), untilServing({ ...kind, serving } as Kind)];
  const source = [stable.source, serving?.source].filter((one) => one !== undefined).join("; ");
  return [
    `\`${name}\``,
    stable.means,
    printed(ready),
    printed(ready.map(longestUntilStable)),
    serving?.means ?? "",
    printed(serves),
    printed(serves.map(longestUntilServing)),
    source,
  ];
}

/** The page: what each level means for each kind, and how long it may take. */
export function pageOf(): string {
  const rows = kinds.map((kind) => `| ${cells(kind).join(" | ")} |`);
  const vain = launchVerdicts.map(({ of, after, mend }) => `| ${of} | ${after} | ${mend} |`);
  return `# What a run waits for

There are three levels, by one word each in code, plans, events, errors and options:

- **accepted**: AWS took the call.
- **stable**: AWS says that it is ready, with all that it consists of. Its status is \`ready\` then.
- **serving**: it does its work, as far as AWS can tell. Of kinds of which AWS tells no more it is the same as
  stable.

By default a run is over when everything that the blueprint has is stable. \`wait\` says another level, for
all or by address; \`waitSeconds\` how long a wait may take, from when it begins. Without that the limit is
600 seconds and ten times the usual until stable, and 900 and twice the usual until serving; of machines in
turn it is what their \`rollout\` says. What AWS carries out by itself, as an instance refresh, has limits
of its own. What goes is waited for until it is gone, whatever is said. A target whose checks are under way or
fail is no run's to wait for that leaves it alone, unless it is to serve. \`npm run waiting\` writes this page
from what each kind says of itself.

## Kinds

Seconds are the usual ones, and the limit. Where there are two, the time depends on the fields: the type of a
balancer, for instance.

| kind | stable: it | usual | limit | serving: it | usual | limit | source |
| --- | --- | ---: | ---: | --- | ---: | ---: | --- |
${rows.join("\n")}

## Why something does not come

What is late, after 30 seconds and twice the usual, is asked why, and again each minute. Its reason stands in
the events, and in the error \`timed-out\` where its time runs out: the activities of a group, EC2's checks, the
end of a console, the health of a target and its reason, the failure of a NAT gateway, the last error of an
endpoint, the state of a balancer, a change of records that is not everywhere, the reason of an instance
refresh.

## What ends a wait at once

A NAT gateway, an endpoint, a volume or a balancer that has failed, and a machine that EC2 has ended while it
launched it, end their step with AWS's reason. A group whose \`Launch\` is suspended does, too, and one whose
launches fail one after the other, after as many as this table says. While a launch is under way it takes one
more. Other failures may pass, as of an interface that is still in use, and are waited out.

| launches that fail for | after | what to do |
| --- | ---: | --- |
${vain.join("\n")}
`;
}
