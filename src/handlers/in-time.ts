import { type Abortable, type Deadline, withDeadline } from "../live/deadline.ts";

/**
 * Waits for work, but not for ever. Nearly all of it ends at once: the clock is only started when it does not.
 * @param waits Called when it does not.
 * @throws LV-TIMEOUT, and whatever the work throws
 */
export function inTime(
  work: PromiseLike<unknown>,
  run: Abortable,
  { waits, ...deadline }: Deadline & { waits(): void },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const later = setImmediate(() => {
      try {
        waits();
      } catch (error) {
        return reject(error);
      }
      withDeadline(work, run, deadline).then(() => resolve(), reject);
    });
    work.then(
      () => {
        clearImmediate(later);
        resolve();
      },
      (error: unknown) => {
        clearImmediate(later);
        reject(error);
      },
    );
  });
}
