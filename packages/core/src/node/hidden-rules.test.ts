import { expect, it } from "vitest";
import { brokenRules, members, ofPool } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { etcd, machines, secret, type DataVolumeOptions } from "../index.ts";

function given(volume: DataVolumeOptions | "none", path: string) {
  const db = machines({
    count: 1,
    subnets: "private",
    volume,
    files: [{ path, text: "" }],
    secrets: { token: `${path}-token` },
  });
  return ofPool({}, { pools: { db }, secrets: { token: secret.generated() } });
}

it.each([
  ["/srv/x/a", true],
  ["/srv/x/a/b", true],
  ["/srv/xy/a", false],
  ["/srv/a", false],
])("a volume at /srv/x hides %s: %j", (path, isHidden) => {
  const at = ["pools.db.files.0.path", "pools.db.secrets.token.path"];
  expect(brokenRules(given({ mount: "/srv/x" }, path))).toEqual(
    isHidden ? at.map((one) => `volume-hides at ${one}`) : [],
  );
  expect(brokenRules(given("none", path))).toEqual([]);
});

it("the volume of a member hides what is below etcd's folder", () => {
  const files = [{ path: "/var/lib/etcd/x", text: "" }];
  const of = (volume?: "none") =>
    brokenRules(ofPool({}, { etcd: etcd({ addresses: members, files, ...(volume && { volume }) }), pools: {} }));
  expect(of()).toEqual(["volume-hides at etcd.files.0.path"]);
  expect(of("none")).toEqual([]);
});

faultsOf([
  [
    "file and secret below the mount of a volume",
    given({ mount: "/srv/x" }, "/srv/x/a"),
    `error at fleet.pools.db.files.0.path: "/srv/x/a" would be hidden by the data volume that is mounted at /srv/x [volume-hides]
       Put it elsewhere, or mount the volume elsewhere.
     error at fleet.pools.db.secrets.token.path: "/srv/x/a-token" would be hidden by the data volume that is mounted at /srv/x [volume-hides]
       Put it elsewhere, or mount the volume elsewhere.`,
  ],
]);
