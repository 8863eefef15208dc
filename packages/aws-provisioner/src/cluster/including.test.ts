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
  it("passes what may name something precious, and leaves to the table what is no list of texts", () => {
    const patterns = [
      "volume/*",
      "*",
      "vol*",
      "volume/etcd-*",
      "authority/main",
      "bucket/data",
      "secret/a/b",
      "secret/*",
      5,
    ];
    expect(includingProblems(patterns)).toEqual([]);
    expect(includingProblems("volumes/*")).toEqual([]);
  });

  const usage = "Write a kind and a name, or * at the end for any rest; precious kinds are ";

  it.each([
    ["volumes/etcd-1", "can name no resource", 'Did you mean "volume/etcd-1"?'],
    ["volumes/*", "can name no resource", 'Did you mean "volume/*"?'],
    ["volume", "can name no resource", 'Did you mean "volume/*"?'],
    ["moat/etcd-1", "can name no resource", usage],
    ["", "can name no resource", usage],
    ["volume/*-1", "can name no resource", 'Did you mean "volume/*"?'],
    ["volume/**", "can name no resource", 'Did you mean "volume/*"?'],
    ["volume/etcd-*-1", "can name no resource", 'Did you mean "volume/etcd-*"?'],
    ["**", "can name no resource", usage],
    ["*/etcd-1", "can name no resource", usage],
    ["vpc/main", "names nothing precious", "Leave it out: what is not precious needs no naming."],
    ["vpc/*", "names nothing precious", "Leave it out: "],
    ["instance*", "names nothing precious", "Leave it out: "],
  ])("says of %j that it %s, and what may be meant", (pattern, told, remedy) => {
    const [problem] = includingProblems(["volume/*", pattern]);
    expect(problem).toMatchObject({ path: "$.including.1", message: `${JSON.stringify(pattern)} ${told}` });
    expect(problem?.remedy?.slice(0, remedy.length)).toBe(remedy);
  });
});
