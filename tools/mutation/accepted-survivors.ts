/** A mutant that no test needs to kill, and why. */
export interface AcceptedSurvivor {
  /** The file, from the root of the repository. */
  readonly file: string;
  /**
   * The line on which the mutant begins, without the white space around it. Numbers of lines change too
   * often.
   */
  readonly line: string;
  /** What stands in its place, where only this mutant of the line is meant. */
  readonly mutant?: string;
  /** Why it may survive: equivalent, cost only, or out of reach of a test. */
  readonly reason: string;
}

/**
 * Survivors that were looked at one by one. `npm run mutation` subtracts them from the score and prints them
 * by name.
 */
export const acceptedSurvivors: readonly AcceptedSurvivor[] = [
  {
    file: "packages/aws-provisioner/src/engine/resumption.ts",
    line: 'const making = new Set(plan.steps.flatMap(({ action, address }) => (action === "delete" ? [] : [address])));',
    mutant: '["Stryker was here"]',
    reason: "Equivalent: no resource has that address.",
  },
  {
    file: "packages/aws-provisioner/src/engine/resumption.ts",
    line: 'action === "delete" && target !== undefined ? [keyOf({ kind, id: target })] : [],',
    mutant: '["Stryker was here"]',
    reason: "Equivalent: no resource has that key.",
  },
  {
    file: "packages/aws-provisioner/src/engine/resumption.ts",
    line: 'action === "delete" && target !== undefined ? [keyOf({ kind, id: target })] : [],',
    mutant: "true",
    reason:
      "Equivalent where it stands for the second: no resource has the key of no id. The compiler asks for the question.",
  },
  {
    file: "packages/aws-provisioner/src/engine/resumption.ts",
    line: 'steps.flatMap(({ id, action, kind, target = "" }) => {',
    mutant: '"Stryker was here!"',
    reason: "Equivalent: nothing has that id.",
  },
  {
    file: "packages/aws-provisioner/src/engine/resumption.ts",
    line: 'return has.length === 0 || had.every((one) => has.includes(one) || (typeof one === "string" && holds(one)));',
    mutant: "true",
    reason: "Equivalent where it stands for the second: only texts are held. The compiler asks for the question.",
  },
  {
    file: "packages/aws-provisioner/src/engine/standing-creations.ts",
    line: 'const created = new Set(plan.steps.flatMap(({ action, address }) => (action === "create" ? [address] : [])));',
    mutant: '["Stryker was here"]',
    reason: "Equivalent: no resource has that address.",
  },
  {
    file: "packages/aws-provisioner/src/engine/standing-creations.ts",
    line: "return new Set(steps.flatMap(({ kind, target: id }) => (id === undefined ? [] : [keyOf({ kind, id })])));",
    mutant: '["Stryker was here"]',
    reason: "Equivalent: no resource has that key.",
  },
  {
    file: "packages/aws-provisioner/src/engine/standing-creations.ts",
    line: "return new Set(steps.flatMap(({ kind, target: id }) => (id === undefined ? [] : [keyOf({ kind, id })])));",
    mutant: "false",
    reason: "Equivalent: no resource has the key of no id. The compiler asks for the question.",
  },
  {
    file: "packages/aws-provisioner/src/engine/watch.ts",
    line: "this.#changes.set(kind, this.#changesOf(kind) + 1);",
    mutant: "this.#changesOf(kind) - 1",
    reason: "Equivalent: counted backwards, a change still makes a number that was not there before.",
  },
  {
    file: "packages/aws-provisioner/src/engine/watch.ts",
    line: 'const plain = waiters.some((waiter) => waiter.depth === "fields") ? "fields" : "existence";',
    mutant: '""',
    reason:
      "Equivalent where it stands for the last: all but fields is read as existence. The compiler holds the word.",
  },
  {
    file: "packages/aws-provisioner/src/engine/print-event.ts",
    line: 'case "started":',
    mutant: '""',
    reason: "Equivalent: what no case takes gives undefined as well. The compiler asks for every case.",
  },
  {
    file: "packages/aws-provisioner/src/engine/print-graph.ts",
    line: 'const { format = "mermaid" } = options;',
    mutant: '""',
    reason: "Equivalent: all but dot is mermaid. The compiler holds the word.",
  },
  {
    file: "packages/aws-provisioner/src/engine/print-graph.ts",
    line: "refersTo: [...new Set(refsIn(props).map(({ $ref }) => $ref))].flatMap((producer) => ids.get(producer) ?? []),",
    mutant: '["Stryker was here"]',
    reason: "Out of reach: a plan holds whatever its resources refer to. The compiler asks for the question.",
  },
  {
    file: "packages/aws-provisioner/src/engine/print-plan.ts",
    line: 'const { detail = "changes", color = false } = options;',
    mutant: '""',
    reason: "Equivalent: all but full shows the changes alone. The compiler holds the word.",
  },
  {
    file: "packages/aws-provisioner/src/engine/print-plan.ts",
    line: "return rows.toSorted((a, b) => (a.address < b.address ? -1 : 1));",
    mutant: "a.address <= b.address",
    reason: "Equivalent: a plan has one row for each address.",
  },
  {
    file: "packages/aws-provisioner/src/engine/steps/unchanged-since.ts",
    line: "const current = step.target === undefined ? undefined : seen(step.target);",
    mutant: "false",
    reason: "Equivalent: nothing is seen under no id. The compiler asks for the question.",
  },
  {
    file: "packages/aws-provisioner/src/engine/steps/update.ts",
    line: "if (isFirst && scope.resumed !== undefined) refuseChanged(step, scope, asBefore(step, scope, own, props));",
    mutant: "true",
    reason: "Equivalent: what is as the plan was made on has none of its changes to take back.",
  },
  {
    file: "packages/aws-provisioner/src/engine/make-plan.ts",
    line: "const { cluster, kinds, observed, tags = {}, including = [], prune = [], notices = [] } = input;",
    mutant: '["Stryker was here"]',
    reason: "Equivalent where it names what is included: no resource has that address.",
  },
  {
    file: "packages/aws-provisioner/src/engine/planning/decide.ts",
    line: 'if (current === undefined) return { resource, kind, changes: [], unreplaced: [], action: "create", current };',
    mutant: '""',
    reason: "Equivalent: whatever is neither kept nor updated nor replaced is created. The compiler holds the word.",
  },
  {
    file: "packages/aws-provisioner/src/engine/planning/plan-steps.ts",
    line: "const common = { address, kind: kind.name, changes, needs: [], diesWith: undefined };",
    mutant: '["Stryker was here"]',
    reason: "Equivalent: what a step needs is known in make-plan.ts alone, which sets it for every step.",
  },
  {
    file: "packages/aws-provisioner/src/engine/planning/plan-steps.ts",
    line: "needs: [],",
    mutant: '["Stryker was here"]',
    reason: "Equivalent: what a step needs is known in make-plan.ts alone, which sets it for every step.",
  },
  {
    file: "packages/aws-provisioner/src/engine/planning/resolve-known.ts",
    line: 'if (producer?.current === undefined || producer.action === "replace") return reference;',
    mutant: "producer.current",
    reason:
      "Equivalent: resources come in order, so each producer is decided before. The compiler asks for the question.",
  },
  {
    file: "packages/core/src/cluster/address-rules.ts",
    line: 'const vpc = parseBlock(network?.cidr ?? "");',
    mutant: '"Stryker was here!"',
    reason: "Equivalent: neither is a block.",
  },
  {
    file: "packages/core/src/cluster/balancer-rules.ts",
    line: "if (first === undefined) continue;",
    mutant: "false",
    reason: "Equivalent: every balancer is that of a service. The compiler asks for the question.",
  },
  {
    file: "packages/core/src/cluster/etcd-rules.ts",
    line: "const [, major, minor, patch] = /^(\\d+)\\.(\\d+)\\.(\\d+)$/.exec(version) ?? [];",
    mutant: '["Stryker was here"]',
    reason: "Equivalent: the first of a match is passed over.",
  },
  {
    file: "packages/core/src/cluster/secret-use-rules.ts",
    line: 'return secret !== undefined && "format" in secret.source && secret.source.format === "docker-config";',
    mutant: "true",
    reason: "Equivalent where it stands for the second: what lacks a format is no docker-config.",
  },
  {
    file: "packages/core/src/cluster/way-out-rules.ts",
    line: 'const host = repository.split("/")[0] ?? "";',
    mutant: '"Stryker was here!"',
    reason: "Equivalent: what is split has a first part. The compiler asks for the question.",
  },
  {
    file: "packages/core/src/network/range-rules.ts",
    line: "if (docker !== undefined && overlaps(block, docker)) {",
    mutant: "true",
    reason: "Equivalent where it stands for the first: the bridge is a block. The compiler asks for the question.",
  },
  {
    file: "packages/core/src/node/unit-rules.ts",
    line: 'path: `${path}${inside.replace(/^\\$/, "")}`,',
    mutant: "/\\$/",
    reason: "Equivalent: every path begins with its root.",
  },
  {
    file: "packages/core/src/node/quadlet-services.ts",
    line: "const [, stem] = /^\\/etc\\/containers\\/systemd\\/([^/]+)\\.container$/.exec(path) ?? [];",
    mutant: '["Stryker was here"]',
    reason: "Equivalent: the first of a match is passed over.",
  },
  {
    file: "packages/core/src/node/quadlet-services.ts",
    line: "return stem === undefined ? [] : [`${stem}.service`];",
    mutant: '["Stryker was here"]',
    reason: "Equivalent: that is no name of a unit.",
  },
  {
    file: "packages/core/src/node/quadlet-services.ts",
    line: "return stem === undefined ? [] : [`${stem}.service`];",
    mutant: "false",
    reason: "It makes one unit more known, undefined.service, for which nobody asks.",
  },
  {
    file: "packages/core/src/node/unit-rules.ts",
    line: 'const etcd = spec.kind === "etcd" ? [etcdUnit] : [];',
    mutant: '["Stryker was here"]',
    reason: "Equivalent: that is no name of a unit.",
  },
  {
    file: "packages/aws-provisioner/src/kinds/auto-scaling-group.ts",
    line: "Tags = [],",
    mutant: '["Stryker was here"]',
    reason: "Equivalent: a text is no tag that reaches the instances, and tells no name.",
  },
  {
    file: "packages/aws-provisioner/src/kinds/bucket.ts",
    line: 'return once("buckets", async () => {',
    mutant: '""',
    reason: "Equivalent: no other listing is remembered under that name either.",
  },
];
