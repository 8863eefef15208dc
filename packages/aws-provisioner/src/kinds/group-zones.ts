import type { Diagnostic } from "@drydock/systemd/ground";
import * as z from "zod/mini";
import { type Around, type Deed, hindrance } from "../aws/deed.ts";
import { subnetsOf } from "./standing-zones.ts";

const named = z.array(z.string());

/**
 * What would take a service its last machine: Auto Scaling leaves a zone by itself, and takes each machine of
 * it as soon as another one runs, whether that is healthy behind a balancer or not (user guide, "Auto Scaling
 * benefits").
 */
export function leftZones(deed: Deed, around: Around): Diagnostic[] {
  const { step, current } = deed;
  if (step.action !== "update" || current === undefined) return [];
  const zones = named.parse(current.outputs["machineZones"]);
  const isServing = named.parse(current.outputs["targetGroupArns"]).length > 0;
  const { after } = subnetsOf(deed, around);
  const stays = after.some(({ zone }) => zone === undefined || zones.some((one) => one === zone));
  if (!isServing || zones.length === 0 || after.length === 0 || stays) return [];
  return [
    hindrance(step, {
      message: `all machines of the group ${current.id}, which serve behind a balancer, stand in ${zones.join(", ")}, which it would leave`,
      remedy:
        "Apply it in two steps: first with more machines than those, over more zones, one of which stays; then without the zones that go.",
      rule: "pool-zones-left",
    }),
  ];
}
