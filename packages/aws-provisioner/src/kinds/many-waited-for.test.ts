import { expect, it } from "vitest";
import type { Look } from "../aws/cloud.ts";
import { Instance } from "./instance.ts";
import { checksOf } from "./instance-checks.ts";
import { LoadBalancer } from "./load-balancer.ts";

/** A look that notes what it asks for, and finds nothing. */
function noting(): { readonly look: Look; readonly asked: object[] } {
  const asked: object[] = [];
  const note = async (input: object) => (
    asked.push(input),
    { Reservations: [], LoadBalancers: [], InstanceStatuses: [] }
  );
  const clients = {
    ec2: { describeInstances: note, describeInstanceStatus: note },
    balancing: { describeLoadBalancers: note },
  };
  const look = {
    clients,
    cluster: "many",
    owned: [{ Name: "tag:cluster", Values: ["many"] }],
    request: {},
    once: <T>(_key: string, list: () => Promise<T>) => list(),
  } as unknown as Look;
  return { look, asked };
}

const known = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `i-${at}`, name: `m-${at}`, tags: {} }));

it("as many machines as a filter takes are asked for by it, and of more all of the cluster's", async () => {
  const { look, asked } = noting();
  await Instance.findAgain?.(look, known(200), "existence");
  await Instance.findAgain?.(look, known(201), "existence");
  expect(asked).toMatchObject([
    { Filters: [{ Name: "instance-id", Values: { length: 200 } }] },
    { Filters: [{ Name: "tag:cluster", Values: ["many"] }] },
  ]);
});

it("more balancers than one request names are not named", async () => {
  const { look, asked } = noting();
  await LoadBalancer.findAgain?.(look, known(20), "existence");
  await LoadBalancer.findAgain?.(look, known(21), "existence");
  expect(asked.map((input) => "LoadBalancerArns" in input)).toEqual([true, false]);
});

it("checks of machines are asked for together, and for no others", async () => {
  const { look, asked } = noting();
  const running = known(101).map(({ id }) => ({ InstanceId: id, State: { Name: "running" as const } }));
  const stopped = { InstanceId: "i-stopped", State: { Name: "stopped" as const } };
  const told = await Promise.all([...running, stopped].map((one) => checksOf(look, one)));
  expect(asked).toMatchObject([{ InstanceIds: { length: 100 } }, { InstanceIds: ["i-100"] }]);
  expect(told[0]).toEqual({ failing: "status checks: instance unknown, system unknown" });
  expect(told.at(-1)).toEqual({});
});
