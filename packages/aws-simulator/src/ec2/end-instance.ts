import { lifeOf } from "../machine-life.ts";
import type { Moment } from "../state.ts";
import { removeInterface } from "./create-interface.ts";
import { type Instance, instances } from "./records/instance.ts";
import { networkInterfaces } from "./records/network-interface.ts";
import { detachVolume, volumes, volumesOf } from "./records/volume.ts";

const listedAfterEnd = 3_600_000;

/** Why an instance ends. */
export interface EndReason {
  readonly code: string;
  readonly message: string;
}

const byUser: EndReason = {
  code: "Client.UserInitiatedShutdown",
  message: "Client.UserInitiatedShutdown: User initiated shutdown",
};

/**
 * Starts an instance's end: `shutting-down` now, `terminated` after the usual time or that of its life, and
 * only then are its interfaces and volumes let go or deleted. Nothing happens to one that is ending already.
 */
export function endInstance(moment: Moment, instance: Instance, reason: EndReason = byUser): void {
  if (instance.state === "shutting-down" || instance.state === "terminated") return;
  const { account, now } = moment;
  instance.state = "shutting-down";
  instance.stateReason = reason;
  const usual = account.latency.transition("instanceTerminated");
  const { lingers } = lifeOf(account.lives, instance);
  account.schedule(now + (lingers === undefined ? usual : lingers * 1000), (at) => {
    instance.state = "terminated";
    account.of(instances).touch(instance.id);
    letGo({ account, now: at }, instance);
    account.schedule(at + listedAfterEnd, () => account.of(instances).delete(instance.id));
  });
}

function letGo(moment: Moment, instance: Instance): void {
  for (const id of instance.interfaceIds) {
    const entry = moment.account.of(networkInterfaces).get(id);
    if (entry?.attachment?.deleteOnTermination === true) removeInterface(moment, id);
    else if (entry !== undefined) {
      entry.attachment = undefined;
      entry.lentAddress = undefined;
    }
  }
  instance.interfaceIds = [];
  for (const volume of volumesOf(moment, instance.id)) {
    const goes = volume.attachment?.deleteOnTermination === true;
    detachVolume(moment, volume);
    if (goes) moment.account.of(volumes).delete(volume.id);
    else volume.state = "available";
  }
}
