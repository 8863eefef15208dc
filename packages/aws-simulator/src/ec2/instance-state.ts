import { AwsError } from "../aws-error.ts";
import type { Call } from "../handler.ts";
import { stateChange } from "./instance-shape.ts";
import { drawPublicAddress } from "./public-address.ts";
import { type Instance, instanceOf } from "./records/instance.ts";
import { networkInterfaces } from "./records/network-interface.ts";
import { subnets } from "./records/subnet.ts";
import { required, stopIfDryRun } from "./refuse.ts";
import type { Ec2Resource } from "./resource.ts";

/** A request that names instances. */
interface NamedInstances {
  readonly InstanceIds?: readonly string[] | undefined;
  readonly DryRun?: boolean | undefined;
}

function inStates(call: Call<NamedInstances>, states: readonly string[]): Instance[] {
  const rows = required(call.input, "InstanceIds").map((id) => instanceOf(call, id));
  const wrong = rows.find(({ state }) => !states.includes(state));
  if (wrong !== undefined) {
    throw new AwsError(
      "IncorrectInstanceState",
      `This instance '${wrong.id}' is not in a state from which it can be started, stopped or rebooted: ${wrong.state}.`,
    );
  }
  stopIfDryRun(call.input);
  return rows;
}

/** Stopping, starting and rebooting instances. */
export const instanceState: Ec2Resource = {
  operations: {
    /** StopInstances: an address that came with the launch goes; the next start brings another. */
    StopInstances(call) {
      const { account, now } = call;
      const rows = inStates(call, ["running", "stopping", "stopped"]);
      const guarded = rows.find(({ stopProtected }) => stopProtected);
      if (guarded !== undefined)
        throw new AwsError(
          "OperationNotPermitted",
          `The instance '${guarded.id}' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.`,
        );
      return {
        StoppingInstances: rows.map((row) =>
          stateChange(row, () => {
            if (row.state !== "running") return;
            row.state = "stopping";
            row.stateReason = {
              code: "Client.UserInitiatedShutdown",
              message: "Client.UserInitiatedShutdown: User initiated shutdown",
            };
            account.schedule(now + account.latency.transition("instanceStopped"), () => {
              if (row.state !== "stopping") return;
              row.state = "stopped";
              const primary = account.of(networkInterfaces).get(row.interfaceIds[0] ?? "");
              if (primary !== undefined) primary.lentAddress = undefined;
            });
          }),
        ),
      };
    },

    /** StartInstances: one that is stopped is pending again; no error for one that runs. */
    StartInstances(call) {
      const { account, now } = call;
      const rows = inStates(call, ["running", "pending", "stopped"]);
      return {
        StartingInstances: rows.map((row) =>
          stateChange(row, () => {
            if (row.state !== "stopped") return;
            row.state = "pending";
            row.stateReason = undefined;
            const primary = account.of(networkInterfaces).get(row.interfaceIds[0] ?? "");
            if (primary !== undefined && account.of(subnets).get(row.subnetId)?.mapPublicIpOnLaunch === true)
              primary.lentAddress = drawPublicAddress(call);
            account.schedule(now + account.latency.transition("instanceRunning"), () => {
              if (row.state === "pending") row.state = "running";
            });
          }),
        ),
      };
    },

    /** RebootInstances: takes no time and changes nothing. */
    RebootInstances(call) {
      inStates(call, ["running", "pending"]);
      return {};
    },
  },
};
