import type { VNode } from "preact";
import { count, sayDay, sayList, sayShortDay, sayTimes } from "../../day-words.ts";
import { fieldOf } from "../booking-state.ts";
import { ContactLine } from "../contact-line.tsx";
import { fieldId } from "../form/field.tsx";
import type { BookingPart } from "./booking-context.ts";

function Conflict({ state, dispatch }: BookingPart): VNode | null {
  const { conflict } = state;
  if (conflict === undefined) return null;
  const { dates, alternatives } = conflict;
  return (
    <div class="notice" role="alert" id="conflict" tabindex={-1}>
      <h3>Somebody was quicker</h3>
      <p>
        {dates.length === 0
          ? "Your time has just been taken."
          : `Your time is taken on ${sayList(dates.map(sayDay))}.`}{" "}
        Nothing was charged.
      </p>
      {alternatives.length === 0 ? (
        <p>Please pick other days or times above.</p>
      ) : (
        <>
          <p>These are free right now:</p>
          <ul class="alternatives">
            {alternatives.map((alternative) => (
              <li key={JSON.stringify(alternative)}>
                <button
                  type="button"
                  class="button-quiet"
                  onClick={() => {
                    dispatch({ type: "alternative-taken", alternative });
                    document.getElementById("continue")?.focus();
                  }}
                >
                  {sayList(alternative.dates.map(sayShortDay))}
                  <br />
                  {sayTimes(alternative.start, alternative.end)}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Summary({ state }: BookingPart): VNode | null {
  if (state.violations.length === 0) return null;
  const messages = [...new Map(state.violations.map((each) => [each.message, each])).values()];
  return (
    <div class="notice" role="alert">
      <p>{count(messages.length, "thing")} to look at before you can pay:</p>
      <ul>
        {messages.map(({ field, message }) => (
          <li key={message}>
            <a href={`#${fieldId(fieldOf(field))}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Everything that stands between the guest and the payment, in words. */
export function Refusal(part: BookingPart): VNode {
  const { page, state } = part;
  return (
    <>
      <Conflict {...part} />
      <Summary {...part} />
      {state.problem === undefined ? null : (
        <div class="notice" role="alert">
          <p>{state.problem}</p>
          <p>
            Help: <ContactLine contact={page.contact} />
          </p>
        </div>
      )}
    </>
  );
}
