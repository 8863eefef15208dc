import { lifeOf } from "../machine-life.ts";
import { instanceOf } from "./records/instance.ts";
import { stopIfDryRun } from "./refuse.ts";
import type { Ec2Resource } from "./resource.ts";

/** The most that EC2 keeps of a console (EC2 API reference, GetConsoleOutput). */
const kept = 65_536;

/** What machines write on their consoles. */
export const consoleOutput: Ec2Resource = {
  operations: {
    /**
     * GetConsoleOutput: the last 64 KiB, in base64. Without `Latest` what was posted shortly after the last
     * start or stop, which a running machine here has posted once its system has had time to boot.
     */
    GetConsoleOutput(call) {
      const { input, account, now } = call;
      const instance = instanceOf(call, input.InstanceId ?? "");
      stopIfDryRun(input);
      const posted = instance.createdAt + account.latency.transition("bootAndElection");
      const isShown = instance.state !== "pending" && (input.Latest === true || now >= posted);
      const text = isShown ? Buffer.from(lifeOf(account.lives, instance).console) : Buffer.alloc(0);
      return {
        InstanceId: instance.id,
        Timestamp: new Date(now),
        ...(text.length > 0 && { Output: text.subarray(-kept).toString("base64") }),
      };
    },
  },
};
