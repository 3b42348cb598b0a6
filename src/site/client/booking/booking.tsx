import type { VNode } from "preact";
import { useEffect, useReducer } from "preact/hooks";
import type { RoomPageData } from "../../pages/room-page.tsx";
import { askPayment } from "../api.ts";
import { bookingReducer } from "../booking-reducer.ts";
import { type BookingState, emptyForm, type Hold, initialState } from "../booking-state.ts";
import { paidPath } from "../hold.ts";
import { prefilledSlot } from "../prefilled.ts";
import { recallBooking, rememberBooking } from "../stored-booking.ts";
import { BookingForm } from "./booking-form.tsx";
import { HoldOver } from "./hold-over.tsx";
import { PaymentStep } from "./payment-step.tsx";

/** What this tab remembers, with the slot that the address proposes. A live hold comes first. */
function firstState(page: RoomPageData): BookingState {
  const reducer = bookingReducer(page.room);
  const stored = recallBooking(page.room.slug);
  const form = stored?.form ?? emptyForm;
  const dates = form.dates.filter((date) => date > page.today);
  const proposed = stored?.hold ? undefined : prefilledSlot(location.search, page.room.daysMax);
  return reducer(initialState, {
    type: "restored",
    form: { ...form, dates, ...proposed },
    hold: stored?.hold,
    now: Date.now(),
  });
}

/** After a reload the payment may have been made, here or in another tab: ask before showing it. */
function useWhatBecameOf(hold: Hold | undefined, onOver: () => void): void {
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

/** The booking of one room, from the first day picked to the payment. */
export function Booking({ page }: { page: RoomPageData }): VNode {
  const [state, dispatch] = useReducer(bookingReducer(page.room), page, firstState);
  const { form, hold, phase } = state;
  useWhatBecameOf(hold, () => dispatch({ type: "hold-ended" }));
  useEffect(() => rememberBooking(page.room.slug, { form, hold }), [page, form, hold]);

  const part = { page, state, dispatch };
  if (hold === undefined || phase === "filling" || phase === "submitting") {
    return <BookingForm {...part} />;
  }
  return phase === "expired" ? (
    <HoldOver {...part} hold={hold} />
  ) : (
    <PaymentStep {...part} hold={hold} />
  );
}
