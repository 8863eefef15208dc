import type { EventEmitter } from "node:events";

/** What the system says of a terminal, or of a reader of a pipe, that has gone. */
const gone: readonly (string | undefined)[] = ["EPIPE", "EIO", "ERR_STREAM_DESTROYED"];

/**
 * Has writing to a stream whose other end has gone mean nothing: a closed terminal is no reason to leave a
 * cluster half done. Other errors stay what they are.
 *
 * @returns Undoes that.
 */
export function bearClosed(streams: readonly Pick<EventEmitter, "on" | "off" | "listenerCount">[]): () => void {
  const bearings = streams.map((stream) => {
    const bear = (error: NodeJS.ErrnoException) => {
      // Without a listener the error would have ended the process.
      if (!gone.includes(error.code) && stream.listenerCount("error") === 1) throw error;
    };
    stream.on("error", bear);
    return () => void stream.off("error", bear);
  });
  return () => bearings.forEach((letGo) => letGo());
}
