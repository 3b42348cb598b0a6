import type { VNode } from "preact";
import { useEffect, useReducer } from "preact/hooks";
import type { RoomPageData } from "../../pages/room-page.tsx";
import { type BookingState, emptyForm, initialState } from "../booking-state.ts";
import { HoldOver } from "../payment/hold-over.tsx";
import { PaymentStep } from "../payment/payment-step.tsx";
import { useWhatBecameOf } from "../payment/use-what-became-of.ts";
import { prefilledSlot } from "../prefilled.ts";
import { recallBooking, rememberBooking } from "../stored-booking.ts";
import { BookingForm } from "./booking-form.tsx";
import { bookingReducer } from "./booking-reducer.ts";
import { PaymentSummary } from "./payment-summary.tsx";

/** What this tab remembers, with the slot that the address proposes. A live hold comes first. */
function firstState(page: RoomPageData): BookingState {
  const reducer = bookingReducer(page.room);
  const stored = recallBooking(page.room.slug, emptyForm);
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
  const step = { claim: "time", hold, dispatch } as const;
  if (phase === "expired") return <HoldOver {...step} />;
  return (
    <PaymentStep
      {...step}
      payer={form}
      stripeJsUrl={page.stripeJsUrl}
      isReleasing={phase === "releasing"}
      problem={state.problem}
    >
      <PaymentSummary {...part} hold={hold} />
    </PaymentStep>
  );
}
