import { expect, it } from "vitest";
import { brokenRules, ofPool } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { cloudConfig, joinNodes, secret, type NodeUser } from "../index.ts";

const at = "pools.web.files.0.owner";
const ada: NodeUser = { name: "ada", groups: ["wheel", "crew"] };

it.each([
  ["flatcar", [], "root:root", []],
  ["flatcar", [], "core", []],
  ["flatcar", [], "core:docker", []],
  ["flatcar", [], "etcd:etcd", []],
  ["fedora-coreos", [], "core:systemd-journal", []],
  ["fedora-coreos", [], "etcd", ["owner-unknown"]],
  ["ubuntu", [], "ubuntu:www-data", []],
  ["ubuntu", [], "core", ["owner-unknown"]],
  ["ubuntu", [], "root:docker", ["owner-unknown"]],
  ["amazon-linux", [], "ec2-user:wheel", []],
  ["flatcar", [], "ada:ada", ["owner-unknown"]],
  ["flatcar", [], "root:nope", ["owner-unknown"]],
  ["flatcar", [ada], "ada", []],
  ["flatcar", [ada], "ada:ada", []],
  ["flatcar", [ada], "root:ada", []],
  ["flatcar", [ada], "ada:crew", ["owner-unknown"]],
  ["ubuntu", [ada], "ada:crew", []],
  ["amazon-linux", [ada], "ada:crew", []],
  ["flatcar", [], "1000", ["owner-form"]],
  ["flatcar", [], "0:0", ["owner-form"]],
  ["flatcar", [], ":docker", ["owner-form"]],
  ["flatcar", [], "root:", ["owner-form"]],
] as const)("on %s with accounts %j, %s: %j", (image, users, owner, broken) => {
  const given = ofPool({ image, users, files: [{ path: "/etc/a", text: "", owner }] });
  expect(brokenRules(given)).toEqual(broken.map((rule) => `${rule} at ${at}`));
});

it("is asked of the files of secrets too", () => {
  const given = ofPool({ secrets: { t: { path: "/etc/t", owner: "ada" } } }, { secrets: { t: secret.generated() } });
  expect(brokenRules(given)).toEqual(["owner-unknown at pools.web.secrets.t.owner"]);
});

it.each([
  ["root:root", undefined],
  ["ada", true],
  ["root:ada", true],
  ["root:crew", true],
])("a file of %s waits for the accounts: %j", (owner, isLate) => {
  const node = joinNodes([{ users: [ada], files: [{ path: "/etc/a", text: "", mode: "0644", owner }] }]);
  expect(cloudConfig(node).write_files?.[0]?.defer).toBe(isLate);
});

faultsOf([
  [
    "owners that nobody knows",
    ofPool({
      files: [
        { path: "/etc/a", text: "", owner: "ada:crew" },
        { path: "/etc/b", text: "", owner: "0:0" },
      ],
    }),
    `error at fleet.pools.web.files.1.owner: "0:0" is no owner [owner-form]
       Write it by names, as user or user:group.
     warning at fleet.pools.web.files.0.owner: neither the role nor, as far as is known, flatcar has user "ada" and group "crew" [owner-unknown]
       Add an account of that name under users of the role, or take root:root: without it the file is not written.`,
  ],
]);
