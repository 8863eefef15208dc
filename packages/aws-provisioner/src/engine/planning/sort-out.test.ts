import { describe, expect, it } from "vitest";
import type { AnyKind } from "../kind.ts";
import type { ObservedResource } from "../observed.ts";
import { markOf, type SharedFields } from "../shared.ts";
import { sortOut } from "./sort-out.ts";

const shared: SharedFields = {
  routes: { entry: "route", keyOf: ({ to }: { to: string }) => to },
  policies: { entry: "policy" },
  viewers: { entry: "viewer", ownNamed: true },
};
const kind = { name: "table", shared } as unknown as AnyKind;

function standing(wrote?: Readonly<Record<string, readonly string[]>>): ObservedResource {
  return {
    id: "t-1",
    name: "main",
    kind: "table",
    address: "table/main",
    outputs: {},
    status: "ready",
    props: {
      size: 1,
      routes: [
        { to: "a", by: 2 },
        { to: "b", by: 1 },
        { to: "c", by: 1 },
      ],
      policies: { mine: 1, dropped: 2, theirs: 3 },
      viewers: ["net-own", "net-theirs"],
    },
    tags: { team: "x", Backup: "nightly", old: "1" },
    ...(wrote && { wrote }),
  };
}

const wrote = {
  routes: ["a", "b"].map(markOf),
  policies: ["mine", "dropped"].map(markOf),
  tags: ["team", "old"].map(markOf),
};
const wanted = {
  props: { size: 1, routes: [{ to: "a", by: 1 }], policies: { mine: 1 }, viewers: [] },
  tags: { team: "x" },
};
const owns = (id: string) => id === "net-own";

function told(resource: ObservedResource, sorting: Partial<Parameters<typeof sortOut>[2]>) {
  const { own, others, removes } = sortOut(kind, resource, { wanted, prunes: false, owns, ...sorting });
  return {
    own: { ...own.props, tags: own.tags },
    others: others.map(({ entry, key, known }) => `${known ? "" : "perhaps "}${entry} ${key}`),
    removes,
  };
}

describe("of a resource that stays", () => {
  it("what is wanted and what it tells is Drydock's, and goes where it is not wanted", () => {
    expect(told(standing(wrote), {})).toEqual({
      own: {
        size: 1,
        routes: [
          { to: "a", by: 2 },
          { to: "b", by: 1 },
        ],
        policies: { mine: 1, dropped: 2 },
        viewers: ["net-own"],
        tags: { team: "x", old: "1" },
      },
      others: ["route c", "policy theirs", "viewer net-theirs", "tag Backup"],
      removes: { routes: ["b"], policies: ["dropped"], viewers: ["net-own"] },
    });
  });

  it("what it tells nothing of is not known to be Drydock's, and stays unless it is wanted", () => {
    expect(told(standing(), {})).toEqual({
      own: { size: 1, routes: [{ to: "a", by: 2 }], policies: { mine: 1 }, viewers: ["net-own"], tags: { team: "x" } },
      others: [
        "perhaps route b",
        "perhaps route c",
        "perhaps policy dropped",
        "perhaps policy theirs",
        "viewer net-theirs",
        "perhaps tag Backup",
        "perhaps tag old",
      ],
      removes: { viewers: ["net-own"] },
    });
  });

  it("all goes that is pruned and not wanted", () => {
    const { own, others, removes } = told(standing(wrote), { prunes: true });
    expect(others).toEqual([]);
    expect(own.tags).toEqual(standing().tags);
    expect(removes).toEqual({
      routes: ["b", "c"],
      policies: ["dropped", "theirs"],
      viewers: ["net-own", "net-theirs"],
    });
  });

  it("a field that the blueprint leaves alone is nobody's to sort", () => {
    const { others } = told(standing(wrote), { wanted: { ...wanted, props: { size: 1 } } });
    expect(others).toEqual(["tag Backup"]);
  });
});

describe("of a resource that goes", () => {
  it("Drydock's goes, named where something of others' is beside it", () => {
    expect(told(standing(wrote), { wanted: undefined }).removes).toEqual({
      routes: ["a", "b"],
      policies: ["mine", "dropped"],
      viewers: ["net-own"],
    });
  });

  it("everything goes where it tells nothing, as an older release made it", () => {
    const { others, removes } = told(standing(), { wanted: undefined });
    expect(others).toEqual(["viewer net-theirs"]);
    expect(removes).toEqual({ viewers: ["net-own"] });
  });
});
