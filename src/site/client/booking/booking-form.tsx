import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { monthOf } from "../../day-words.ts";
import { askHold } from "../api.ts";
import { holdOf } from "../hold.ts";
import type { BookingPart } from "./booking-context.ts";
import { checkForm, holdRequestOf, missingForQuote, slotOf } from "./booking-request.ts";
import { ContactFields } from "./contact-fields.tsx";
import { DayPicker, firstUsefulDate } from "./day-picker.tsx";
import { PartyFields } from "./party-fields.tsx";
import { QuotePanel } from "./quote-panel.tsx";
import { Refusal } from "./refusal.tsx";
import { TimePicker } from "./time-picker.tsx";
import { useAvailability } from "./use-availability.ts";
import { useQuote } from "./use-quote.ts";

/** Submits the form and tells the state what came of it. */
async function submit({ page, state, dispatch }: BookingPart): Promise<void> {
  const violations = checkForm(page.room, state.form);
  const slot = slotOf(page.room, state.form);
  if (violations.length > 0 || slot === undefined) {
    dispatch({ type: "checked", violations });
    return;
  }
  const attemptKey = state.attemptKey ?? crypto.randomUUID();
  dispatch({ type: "submitted", attemptKey });
  const result = await askHold(holdRequestOf(slot, state.form), attemptKey);
  if (result.ok) dispatch({ type: "held", hold: holdOf(result.value, result.answeredAt) });
  else if (result.reason === "problem") dispatch({ type: "refused", problem: result.problem });
  else dispatch({ type: "lost" });
}

/** Days, times, people, details, price: everything up to the payment. */
export function BookingForm(part: BookingPart): VNode {
  const { page, state, dispatch } = part;
  const form = useRef<HTMLFormElement>(null);
  const [month, setMonth] = useState(() => monthOf(state.form.dates[0] ?? firstUsefulDate(page)));
  const [refusalsToFocus, setRefusalsToFocus] = useState(0);
  useAvailability(page, state, dispatch, month);
  const isQuotable = missingForQuote(page.room, state.form).length === 0;
  useQuote(isQuotable ? slotOf(page.room, state.form) : undefined, dispatch);

  useEffect(() => {
    if (refusalsToFocus === 0) return;
    const first = form.current?.querySelector<HTMLElement>(
      "[aria-invalid='true'], [data-refused='true'], #conflict",
    );
    first?.focus();
  }, [refusalsToFocus]);

  const isSubmitting = state.phase === "submitting";
  return (
    <form
      ref={form}
      class="booking-form"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        if (isSubmitting) return;
        await submit(part);
        setRefusalsToFocus((times) => times + 1);
      }}
    >
      <div class="booking-fields">
        <DayPicker {...part} month={month} onMonth={setMonth} />
        <TimePicker {...part} />
        <PartyFields {...part} />
        <ContactFields {...part} />
      </div>
      <div class="booking-side">
        <div class="booking-side-inner">
          <QuotePanel {...part} />
          <Refusal {...part} />
          <button
            type="submit"
            id="continue"
            class="button button-wide"
            aria-disabled={isSubmitting ? "true" : undefined}
          >
            {isSubmitting ? "Holding your time…" : "Continue to payment"}
          </button>
          <p class="field-hint">
            Nothing is charged yet. We hold your time for {page.room.holdMinutes} minutes.
          </p>
        </div>
      </div>
    </form>
  );
}
