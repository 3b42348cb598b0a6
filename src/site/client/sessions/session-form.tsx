import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { chosenStartsAt } from "./chosen-start.ts";
import { sayForHowLong } from "./deadline-words.ts";
import { GuestFields } from "./guest-fields.tsx";
import { ParticipantsField } from "./participants-field.tsx";
import { RequestFields } from "./request-fields.tsx";
import type { SessionPart } from "./session-context.ts";
import { SessionPicker } from "./session-picker.tsx";
import { SessionRefusal } from "./session-refusal.tsx";
import { isClass } from "./session-request.ts";
import { SessionSummary } from "./session-summary.tsx";
import { submitSession } from "./submit-session.ts";
import { useSessions } from "./use-sessions.ts";

/** What the button does, and what happens after it. */
function intent({ page, state }: SessionPart): { label: string; busy: string; hint: string } {
  const { experience } = page;
  const startsAt = chosenStartsAt(state.form, experience.timeZone);
  if (state.form.mode === "request") {
    return {
      label: "Send Request",
      busy: "Sending your request…",
      hint: `Nothing is charged. ${experience.supplierName} says yes or no first.`,
    };
  }
  return isClass(experience)
    ? {
        label: "Continue to payment",
        busy: "Holding your spots…",
        hint: "Nothing is charged yet. We hold your spots while you pay.",
      }
    : {
        label: "Book Now",
        busy: "Taking your spots…",
        hint: `Your spots are yours ${sayForHowLong(experience, startsAt, Date.now())}: you pay on the next page, or by the link that we email you.`,
      };
}

function ModeSwitch({ page, state, dispatch }: SessionPart): VNode | null {
  const { instant, request } = page.experience;
  if (!instant || request === undefined) return null;
  const isRequest = state.form.mode === "request";
  return (
    <p class="mode-switch">
      {isRequest ? "Rather one of the sessions there are? " : "None of these suits you? "}
      <button
        type="button"
        class="button-quiet"
        onClick={() => dispatch({ type: "mode-picked", mode: isRequest ? "session" : "request" })}
      >
        {isRequest ? "See the sessions" : "Request Different Time"}
      </button>
    </p>
  );
}

/** People, session or wished time, details, price: everything up to the button. */
export function SessionForm(part: SessionPart): VNode {
  const { page, state, dispatch } = part;
  const form = useRef<HTMLFormElement>(null);
  const [refusalsToFocus, setRefusalsToFocus] = useState(0);
  useSessions(page, state, dispatch);

  useEffect(() => {
    if (refusalsToFocus === 0) return;
    form.current
      ?.querySelector<HTMLElement>("[aria-invalid='true'], [data-refused='true']")
      ?.focus();
  }, [refusalsToFocus]);

  const isSubmitting = state.phase === "submitting";
  const { label, busy, hint } = intent(part);
  return (
    <form
      ref={form}
      class="booking-form"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        if (isSubmitting) return;
        await submitSession(part);
        setRefusalsToFocus((times) => times + 1);
      }}
    >
      <div class="booking-fields">
        <ParticipantsField {...part} />
        {state.form.mode === "request" ? <RequestFields {...part} /> : <SessionPicker {...part} />}
        <ModeSwitch {...part} />
        <GuestFields {...part} />
      </div>
      <div class="booking-side">
        <div class="booking-side-inner">
          <SessionSummary {...part} />
          <SessionRefusal {...part} />
          <button
            type="submit"
            class="button button-wide"
            aria-disabled={isSubmitting ? "true" : undefined}
          >
            {isSubmitting ? busy : label}
          </button>
          <p class="field-hint">{hint}</p>
        </div>
      </div>
    </form>
  );
}
