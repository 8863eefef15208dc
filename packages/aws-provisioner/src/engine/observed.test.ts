import { describe, expect, it } from "vitest";
import {
  keyOf,
  mergeStates,
  type ObservedResource,
  readKind,
  readState,
  refuseTwins,
  withAddress,
} from "./observed.ts";
import { toyAccount } from "./testing/toy-run.ts";
import { House, Lamp, type ToyLook } from "./testing/toy-kinds.ts";

function lookAt() {
  const { cloud } = toyAccount();
  const look: ToyLook = { cloud, signal: new AbortController().signal };
  return { cloud, look };
}

describe("reading", () => {
  it("lists each kind once, and says which were listed", async () => {
    const { cloud, look } = lookAt();
    cloud.plant("house", "main", { color: "red" });
    cloud.plant("sign", "front", {});
    const { resources, kinds } = await readState(look, [House, Lamp]);
    expect(resources.map(({ address, kind, id }) => [address, kind, id])).toEqual([["house/main", "house", "house-1"]]);
    expect([...kinds]).toEqual(["house", "lamp"]);
    expect(cloud.calls).toEqual(["list house", "list lamp"]);
  });

  it("asks for details of every one by default, and not where existence is enough", async () => {
    const { cloud, look } = lookAt();
    cloud.plant("lamp", "one", { watts: 5 });
    cloud.plant("lamp", "two", { watts: 7 });
    const details = async (depth?: "fields" | "existence") => {
      cloud.calls.length = 0;
      const { resources } = await readState(look, [Lamp], depth);
      return [cloud.calls, resources.map(({ props }) => props["watts"])];
    };
    expect(await details()).toEqual([
      ["list lamp", "detail lamp-1", "detail lamp-2"],
      [5, 7],
    ]);
    expect(await details("fields")).toEqual([
      ["list lamp", "detail lamp-1", "detail lamp-2"],
      [5, 7],
    ]);
    expect(await details("existence")).toEqual([["list lamp"], [undefined, undefined]]);
  });

  it("takes a kind without details as it is listed", async () => {
    const { cloud, look } = lookAt();
    cloud.plant("house", "main", { color: "red" });
    expect((await readKind(look, House, "fields")).map(({ props }) => props)).toEqual([{ color: "red" }]);
  });

  it("leaves out what is gone, and what is not the cluster's", async () => {
    const { cloud, look } = lookAt();
    cloud.plant("house", "gone", {}, { status: "gone" });
    cloud.plant("house", "going", {}, { status: "deleting" });
    cloud.plant("house", "foreign", {});
    const own = {
      ...House,
      read: (raw: Parameters<typeof House.read>[0], at: ToyLook) =>
        raw.name === "foreign" ? undefined : House.read(raw, at),
    };
    expect((await readKind(look, own, "fields")).map(({ address }) => address)).toEqual(["house/going"]);
  });
});

describe("merging", () => {
  const resource = (kind: string, id: string): ObservedResource => ({
    kind,
    id,
    name: id,
    address: `${kind}/${id}`,
    props: {},
    outputs: {},
    status: "ready",
  });

  it("takes the newer state of each kind that was read again, and the older of the others", () => {
    const older = {
      resources: [resource("house", "old"), resource("door", "kept")],
      kinds: new Set(["house", "door"]),
    };
    const newer = {
      resources: [resource("house", "new"), resource("sign", "more")],
      kinds: new Set(["house", "sign"]),
    };
    const { resources, kinds } = mergeStates(older, newer);
    expect(resources.map(({ address }) => address)).toEqual(["door/kept", "house/new", "sign/more"]);
    expect([...kinds].toSorted()).toEqual(["door", "house", "sign"]);
  });
});

describe("addresses", () => {
  it("come from the name, and from the id where there is none", () => {
    const observed = { id: "h-1", props: {}, outputs: {}, status: "ready" } as const;
    expect(withAddress("house", { ...observed, name: "main" })).toEqual({
      ...observed,
      name: "main",
      kind: "house",
      address: "house/main",
    });
    expect(withAddress("house", { ...observed, name: undefined }).address).toBe("house/h-1");
  });

  it("are not what a resource is the same one by: that is its kind and id", () => {
    expect(keyOf({ kind: "role", id: "web" })).toBe("role web");
  });

  it("are borne by one alone: two are refused with both ids", () => {
    const twins = ["a", "b"].map((id) =>
      withAddress("house", { id, name: "main", props: {}, outputs: {}, status: "ready" }),
    );
    expect(() => refuseTwins("house/main", twins)).toThrow(
      expect.objectContaining({
        code: "ambiguous",
        address: "house/main",
        message: `two live resources bear the address house/main: a and b\nTake the tag with its address from the one that is not the cluster's, or delete it.`,
      }),
    );
  });
});
