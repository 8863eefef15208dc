import { AsyncLocalStorage } from "node:async_hooks";
import { Agent, type ClientRequest } from "node:http";
import { Agent as SecureAgent } from "node:https";
import type { Duplex } from "node:stream";

/** What forbids a request at the last moment; undefined where nothing does. */
type Look = () => Error | undefined;

const looks = new AsyncLocalStorage<Look>();

/** Makes a call whose request is looked at once more when it has its socket, by agents that look. */
export function lookingLate<Answer>(look: Look, call: () => Answer): Answer {
  return looks.run(look, call);
}

/** What Node's agents are besides what their types say. */
interface Inner {
  addRequest(request: ClientRequest, ...rest: unknown[]): void;
  createConnection(options: object, handed?: Handed): Duplex;
}

type Handed = (error: Error | null, socket?: Duplex) => void;

/**
 * Agents of the SDK's handler that hand a request its socket only when that is connected, and look at the
 * request then: after it nothing stands between the look and the socket. A request that is written while its
 * connection is made waits in the socket for as long as that takes, and for as long as the process stands
 * still meanwhile.
 */
export function lookingAgents(): { readonly httpAgent: Agent; readonly httpsAgent: SecureAgent } {
  // As the SDK makes its own (developer guide, "Reuse connections with keep-alive").
  const options = { keepAlive: true, maxSockets: 50 };
  return {
    httpAgent: looking(new Agent(options), "connect"),
    httpsAgent: looking(new SecureAgent(options), "secureConnect"),
  };
}

function looking<One extends Agent>(agent: One, ready: "connect" | "secureConnect"): One {
  const { addRequest, createConnection } = agent as unknown as Inner;
  const own: Inner = {
    addRequest(request, ...rest) {
      const look = looks.getStore();
      if (look !== undefined) {
        request.once("socket", () => {
          const error = look();
          if (error !== undefined) request.destroy(error);
        });
      }
      addRequest.call(agent, request, ...rest);
    },
    createConnection(options, handed) {
      const socket = createConnection.call(agent, options);
      const fail = (error?: Error) => handed?.(error ?? new Error("the connection was closed while it was made"));
      socket.once("error", fail).once("close", fail);
      socket.once(ready, () => {
        socket.off("error", fail).off("close", fail);
        handed?.(null, socket);
      });
      // It is handed over later.
      return undefined as unknown as Duplex;
    },
  };
  return Object.assign(agent, own);
}
