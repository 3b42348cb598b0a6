import { useEffect } from "preact/hooks";
import { askPayment } from "../api.ts";
import type { Hold } from "../booking-state.ts";
import { paidPath } from "../hold.ts";

/** After a reload the payment may have been made, here or in another tab: ask before showing it. */
export function useWhatBecameOf(hold: Hold | undefined, onOver: () => void): void {
  // Asked once, of the hold that was restored.
  useEffect(() => {
    if (hold === undefined) return;
    void askPayment(hold).then((result) => {
      if (!result.ok) return;
      const { status } = result.value;
      if (status === "confirmed" || status === "refunded") location.replace(paidPath(hold));
      else if (status === "expired") onOver();
    });
  }, []);
}
