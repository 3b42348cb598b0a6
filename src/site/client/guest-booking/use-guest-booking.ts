import { useCallback, useEffect, useState } from "preact/hooks";
import { askGuestBooking, type GuestBooking } from "../sessions/session-api.ts";
import type { Returning } from "./booking-story.ts";

/** How often an open booking is looked at again while the page is in sight. */
const refreshMs = 20_000;

export type Known =
  | { state: "asking" }
  | { state: "known"; booking: GuestBooking }
  | { state: "refused" }
  | { state: "unreachable" };

/**
 * At first soon and then ever less often: a guest who opens the page may have paid a moment ago, and
 * webhooks take one to three seconds, seldom a minute.
 */
const firstWaitsMs = [1_000, 1_500, 2_500, 4_000, 6_000, 9_000, 14_000];

/** After so many looks the payment's news takes longer than usual; after the others it is late. */
const usualLooks = 5;
const lateLooks = 10;

/** How long to wait before looking for the next time, after `asked` looks. */
export const waitAfter = (asked: number): number => firstWaitsMs[asked - 1] ?? refreshMs;

/** How long ago a guest came back from paying, `undefined` when they are not waited for any more. */
export function returningAfter(cameBack: boolean, asked: number): Returning | undefined {
  if (!cameBack || asked >= lateLooks) return undefined;
  return asked < usualLooks ? "now" : "a while ago";
}

const isOpen = (known: Known): boolean =>
  known.state === "unreachable" || (known.state === "known" && isAwaited(known.booking));

/** An answer, a payment, or a refund. */
const isAwaited = ({ status, refund }: GuestBooking): boolean =>
  ["pending", "approved", "paid"].includes(status) || (refund?.underway ?? 0) > 0;

/**
 * The booking, asked for at once and then again while it is open: often at first, then now and then,
 * and whenever the page comes back into sight. `returning` is over when a guest who has come back
 * from paying has been waited for long enough.
 */
export function useGuestBooking(reservation: string, token: string, cameBack: boolean) {
  const [known, setKnown] = useState<Known>({ state: "asking" });
  const [asked, setAsked] = useState(0);

  const look = useCallback(async () => {
    const result = await askGuestBooking(reservation, token);
    setAsked((times) => times + 1);
    if (result.ok) setKnown({ state: "known", booking: result.value });
    else if (result.reason === "problem" && result.problem.status < 500) {
      setKnown({ state: "refused" });
    } else {
      // What was known stays in sight: an answer that got lost makes it no less true.
      setKnown((before) => (before.state === "known" ? before : { state: "unreachable" }));
    }
  }, [reservation, token]);

  useEffect(() => void look(), [look]);

  const returning = returningAfter(cameBack, asked);
  const isWatched = isOpen(known);
  useEffect(() => {
    if (!isWatched) return;
    const again = () => {
      if (document.visibilityState === "visible") void look();
    };
    const timer = setTimeout(again, waitAfter(asked));
    document.addEventListener("visibilitychange", again);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", again);
    };
  }, [isWatched, asked, look]);

  return { known, returning, look };
}
