import { expect, it } from "vitest";
import { brokenRules, ofPool } from "../../test/broken-rules.ts";
import { blueprint, etcd, network, secret, workers } from "../index.ts";

const net = network({ cidr: "10.10.0.0/16" });
const web = workers({ subnets: "private", size: { min: 0, desired: 0, max: 0 } });

it.each([
  ["ab", []],
  ["a".repeat(20), []],
  ["a-1", []],
  ["a", ["cluster-name at name"]],
  ["a".repeat(21), ["cluster-name at name"]],
  ["1a", ["cluster-name at name"]],
  ["a--b", ["cluster-name at name"]],
  ["ab-", ["cluster-name at name"]],
  ["-ab", ["cluster-name at name"]],
  ["ab!", ["cluster-name at name"]],
  ["aB", ["cluster-name at name"]],
  ["", ["cluster-name at name"]],
  ["internal", ["cluster-name-reserved at name"]],
  ["sg-1", ["cluster-name-reserved at name"]],
  ["aws-1", ["cluster-name-reserved at name"]],
  ["ssm", ["cluster-name-reserved at name"]],
  ["my-aws-1", []],
  ["awsome", []],
])("of the cluster %j", (name, broken) => {
  expect(brokenRules(blueprint(name, { network: net }))).toEqual(broken);
});

it.each([
  ["w", []],
  ["a".repeat(24), []],
  ["a".repeat(25), ["pool-name"]],
  ["1a", ["pool-name"]],
  ["a--b", ["pool-name"]],
  ["a!", ["pool-name"]],
  ["!a", ["pool-name"]],
  ["etcd", ["pool-name-taken"]],
  ["etcd-1", ["pool-name-taken"]],
  ["etcd-12", ["pool-name-taken"]],
  ["my-etcd-1", []],
  ["etcd-1a", []],
])("of the pool %s beside etcd", (name, broken) => {
  const store = etcd({ addresses: ["10.10.3.100", "10.10.4.100", "10.10.5.100"] });
  const given = blueprint("fleet", { network: net, etcd: store, pools: { [name]: web } });
  expect(brokenRules(given)).toEqual(broken.map((rule) => `${rule} at pools.${name}`));
});

it.each([["etcd"], ["etcd-1"]])("a pool may be named %s where there is no etcd", (name) => {
  expect(brokenRules(blueprint("fleet", { network: net, pools: { [name]: web } }))).toEqual([]);
});

it.each([
  ["t", true],
  ["a".repeat(64), true],
  ["a".repeat(65), false],
  ["Az0_+=.@-", true],
  ["1a", false],
  ["a b", false],
  ["a!", false],
  ["token-abcdef", false],
  ["token-abcde", true],
  ["token-abcdefg", true],
])("of the secret %s: %j", (name, isName) => {
  const given = ofPool({ secrets: { [name]: "/etc/app/token" } }, { secrets: { [name]: secret.generated() } });
  expect(brokenRules(given)).toEqual(isName ? [] : [`secret-name at secrets.${name}`]);
});

it.each([
  [{ name: "a".repeat(24) }, []],
  [{ name: "a".repeat(25) }, ["balancer-name at pools.web.expose.0"]],
  [{ balancer: "a".repeat(25) }, ["balancer-name at pools.web.expose.0"]],
  [{ name: "Web-1" }, []],
  [{ name: "web-" }, ["balancer-name at pools.web.expose.0"]],
  [{ name: "-web" }, ["balancer-name at pools.web.expose.0"]],
  [{ name: "web!" }, ["balancer-name at pools.web.expose.0"]],
])("of a service %j", (options, broken) => {
  expect(brokenRules(ofPool({ expose: [{ port: 80, ...options }] }))).toEqual(broken);
});
