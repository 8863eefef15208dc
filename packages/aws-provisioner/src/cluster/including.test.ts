import { describe, expect, it } from "vitest";
import { kinds } from "../kinds/registry.ts";
import { includingProblems, kindsNamedBy } from "./including.ts";

describe("kindsNamedBy", () => {
  it.each([
    ["volume/etcd-1", ["volume"]],
    ["volume/*", ["volume"]],
    ["volume/etcd-*", ["volume"]],
    ["vol*", ["volume"]],
    ["security-group*", ["security-group", "security-group-rules"]],
    ["volume", []],
    ["volume/", []],
    ["volumes/*", []],
    ["*/etcd-1", []],
    ["", []],
  ])("knows that %j may name %j", (pattern, named) => {
    expect(kindsNamedBy(pattern)).toEqual(named);
  });

  it("knows that * names all", () => {
    expect(kindsNamedBy("*")).toEqual(kinds.map(({ name }) => name));
  });
});

describe("includingProblems", () => {
  it("passes what may name something, and leaves to the table what is no list of texts", () => {
    expect(includingProblems(["volume/*", "*", "authority/main", 5])).toEqual([]);
    expect(includingProblems("volumes/*")).toEqual([]);
  });

  it.each([
    ["volumes/etcd-1", 'Did you mean "volume/etcd-1"?'],
    ["volumes/*", 'Did you mean "volume/*"?'],
    ["volume", 'Did you mean "volume/*"?'],
    ["moat/etcd-1", "Write a kind and a name, or * for every name; precious kinds are "],
  ])("says of %j what may be meant", (pattern, remedy) => {
    const [problem] = includingProblems(["volume/*", pattern]);
    expect(problem).toMatchObject({ path: "$.including.1", message: `"${pattern}" can name no resource` });
    expect(problem?.remedy?.slice(0, remedy.length)).toBe(remedy);
  });
});
