/** Called with each message of a topic. Messages are shared between listeners: read them, do not change them. */
export type Listener = (message: unknown, topic: string) => void;

/**
 * Messages between views, requests and background jobs, by topic.
 *
 * - A message is delivered after `publish` has returned, to everybody subscribed at the moment of delivery,
 *   once each, and in the order of publishing.
 * - A listener that throws does not keep others from getting the message; the error goes to `onError`.
 * - Messages must be JSON values, so that they can travel between processes.
 */
export interface PubSub {
  /** Sends `message` to every listener of `topic`. */
  publish(topic: string, message: unknown): void;
  /** Listens to `topic` until the returned function is called; calling that twice does nothing more. */
  subscribe(topic: string, listener: Listener): () => void;
  /**
   * Calls `listener` whenever messages of other processes may have been missed, until the returned function is
   * called. A bus within one process misses none and has no such method.
   */
  onGap?(listener: () => void): () => void;
  /**
   * Calls `listener` with the topic of every message that comes to this process, whether somebody listens to it or not
   * and before they get it, until the returned function is called. On a bus without this method it is not known what
   * was sent before somebody listened: pages that call handlers take it that they have missed something.
   */
  onAny?(listener: (topic: string) => void): () => void;
  /** Stops delivering and forgets every listener. */
  close(): Promise<void>;
}
