import type { Context } from "./context.ts";

/** A ledger that takes longer than this is down, and a guest is waiting. */
const LONGEST_MS = 1_000;

/**
 * What the ledger answers to a question about something bookable, or undefined when it fails or
 * takes too long: no booking needs the ledger, and none waits for it.
 */
export async function withinASecond<T>(
  asked: Promise<T>,
  bookable: string,
  { log }: Context,
): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const tooLate = () => reject(new Error(`no answer within ${LONGEST_MS} ms`));
    timer = setTimeout(tooLate, LONGEST_MS);
  });
  try {
    return await Promise.race([asked, late]);
  } catch (error) {
    log({ message: "Ledger unreachable", level: "warn", bookable, detail: String(error) });
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
