import { prefixOf } from "../aws/action.ts";
import type { Paced } from "../aws/pacing/pacer.ts";
import type { Observers } from "../aws/clients.ts";
import type { SendingInput, Silence } from "../aws/sending/send.ts";
import type { Untimed } from "../engine/event.ts";

/** Has the events of a run tell of what happens on the way to AWS. */
export function observersOf(emit: (event: Untimed) => void): Omit<Observers, "gate"> {
  return {
    onSilence: (silence) => emit(silent(silence)),
    onSkew: (secondsBehind) => emit({ type: "clock", secondsBehind }),
    onExpired: told(emit),
    onPaced: toldOncePaced(emit),
  };
}

/** Seconds from which a wait for AWS's pace is told of. */
const noticeable = 5;

/** Tells of the first noticeable wait of each action. */
function toldOncePaced(emit: (event: Untimed) => void): (paced: Paced) => void {
  const told = new Set<string>();
  return ({ call: { service, operation }, seconds, perSecond }) => {
    const call = `${operation} of ${prefixOf(service)}`;
    if (seconds < noticeable || told.has(call)) return;
    told.add(call);
    emit({ type: "paced", call, perSecond });
  };
}

/** Tells of expired credentials once, however many calls were refused for them, until they are told anew. */
function told(emit: (event: Untimed) => void): NonNullable<SendingInput["onExpired"]> {
  let last: string | undefined;
  return ({ reason, inSeconds }) => {
    if (reason !== last) emit({ type: "expired", reason, inSeconds });
    last = reason;
  };
}

function silent({ call: { service, operation }, reason, inSeconds }: Silence): Untimed {
  return { type: "silent", call: `${operation} of ${prefixOf(service)}`, reason, inSeconds };
}
