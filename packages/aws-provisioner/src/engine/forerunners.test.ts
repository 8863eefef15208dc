import { expect, it } from "vitest";
import { Forerunners } from "./forerunners.ts";

/** Calls that end when they are told to. */
function calls() {
  const begun: string[] = [];
  const ends = new Map<string, { readonly ok: () => void; readonly fail: () => void }>();
  const call = (name: string) => () =>
    new Promise<string>((resolve, reject) => {
      begun.push(name);
      ends.set(name, { ok: () => resolve(name), fail: () => reject(new Error(name)) });
    });
  return { begun, call, end: (name: string) => ends.get(name)! };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const noWait = () => {};

it("has one go first, and all others when it came through", async () => {
  const { begun, call, end } = calls();
  const forerunners = new Forerunners(["profile/a"]);
  const waited: string[] = [];
  const all = ["one", "two", "three"].map((name) =>
    forerunners.run(["profile/a"], call(name), () => void waited.push(name)),
  );
  await settled();
  expect([begun, waited, forerunners.isAwaited]).toEqual([["one"], ["two", "three"], true]);
  end("one").ok();
  await settled();
  expect([begun, forerunners.isAwaited]).toEqual([["one", "two", "three"], false]);
  const late = forerunners.run(["profile/a"], call("four"), () => void waited.push("four"));
  await settled();
  expect(begun).toContain("four");
  for (const name of ["two", "three", "four"]) end(name).ok();
  expect(await Promise.all([...all, late])).toEqual(["one", "two", "three", "four"]);
  expect(waited).toEqual(["two", "three"]);
});

it("has the next go first when the first fails", async () => {
  const { begun, call, end } = calls();
  const forerunners = new Forerunners(["profile/a"]);
  const [one, two, three] = ["one", "two", "three"].map((name) => forerunners.run(["profile/a"], call(name), noWait));
  await settled();
  end("one").fail();
  await expect(one).rejects.toThrow("one");
  await settled();
  expect(begun).toEqual(["one", "two"]);
  end("two").ok();
  await settled();
  end("three").ok();
  expect(await Promise.all([two, three])).toEqual(["two", "three"]);
});

it("holds up nobody who mentions something else, or what stood before", async () => {
  const { begun, call } = calls();
  const forerunners = new Forerunners(["profile/a", "profile/b"]);
  void forerunners.run(["profile/a"], call("one"), noWait);
  void forerunners.run(["profile/b"], call("two"), noWait);
  void forerunners.run(["profile/old"], call("three"), noWait);
  void forerunners.run(["profile/old"], call("four"), noWait);
  void forerunners.run([], call("five"), noWait);
  await settled();
  expect(begun).toEqual(["one", "two", "three", "four", "five"]);
});

it("waits for all that it mentions", async () => {
  const { begun, call, end } = calls();
  const forerunners = new Forerunners(["profile/a", "profile/b"]);
  void forerunners.run(["profile/a"], call("one"), noWait);
  void forerunners.run(["profile/b"], call("two"), noWait);
  void forerunners.run(["profile/a", "profile/b"], call("three"), noWait);
  await settled();
  end("one").ok();
  await settled();
  expect(begun).toEqual(["one", "two"]);
  end("two").ok();
  await settled();
  expect(begun).toEqual(["one", "two", "three"]);
});
