import type { VNode } from "preact";
import { useLayoutEffect, useReducer } from "preact/hooks";
import type { SessionPageData } from "../../pages/experience-page.tsx";
import { spotsClaim } from "../payment/claim-words.ts";
import { HoldOver } from "../payment/hold-over.tsx";
import { PaymentStep } from "../payment/payment-step.tsx";
import { useWhatBecameOf } from "../payment/use-what-became-of.ts";
import {
  experienceKey,
  recallBooking,
  rememberBooking,
  type StoredBooking,
} from "../stored-booking.ts";
import { proposedSession } from "./proposed-session.ts";
import { ReservedPanel } from "./reserved-panel.tsx";
import type { ReservationAnswer } from "./session-api.ts";
import { SessionForm } from "./session-form.tsx";
import { sessionReducer } from "./session-reducer.ts";
import {
  emptySessionForm,
  type SessionForm as Form,
  initialSessionState,
  partySize,
  type SessionState,
} from "./session-state.ts";
import { SessionSummary } from "./session-summary.tsx";
import { lastSessionDate } from "./use-sessions.ts";

interface StoredSession extends StoredBooking<Form> {
  reserved?: ReservationAnswer | undefined;
}

const reducerOf = (page: SessionPageData) => sessionReducer({ lastDate: lastSessionDate(page) });

/** A claim whose deadline has passed is over, whatever became of it: its own page tells. */
function isLive(reserved: ReservationAnswer | undefined): boolean {
  const deadline = reserved?.paymentDeadline ?? reserved?.responseDeadline;
  return deadline !== undefined && Date.parse(deadline) > Date.now();
}

/** What this tab remembers, with what the address proposes. A live claim comes first. */
function firstState(page: SessionPageData): SessionState {
  const { slug, instant, participants } = page.experience;
  const empty = { ...emptySessionForm, participants: String(participants.minimum) };
  const stored: StoredSession | undefined = recallBooking(experienceKey(slug), empty);
  const form = stored?.form ?? empty;
  const reserved = isLive(stored?.reserved) ? stored?.reserved : undefined;
  const isClaimed = stored?.hold !== undefined || reserved !== undefined;
  return reducerOf(page)(initialSessionState, {
    type: "restored",
    form: {
      ...form,
      ...(isClaimed ? {} : proposedSession(location.search, participants)),
      ...(instant ? {} : { mode: "request" as const }),
      ...(page.hotel === null ? {} : { hotel: page.hotel }),
    },
    hold: stored?.hold,
    reserved,
    now: Date.now(),
  });
}

/** The booking of one experience or class, from the number of people to the payment. */
export function SessionBooking({ page }: { page: SessionPageData }): VNode {
  const [state, dispatch] = useReducer(reducerOf(page), page, firstState);
  const { form, hold, reserved, phase } = state;
  useWhatBecameOf(hold, () => dispatch({ type: "hold-ended" }));
  // At once, not after painting: the page may be left for the payment in the same moment.
  useLayoutEffect(() => {
    const stored: StoredSession = { form, hold, reserved };
    rememberBooking(experienceKey(page.experience.slug), stored);
  }, [page, form, hold, reserved]);

  const part = { page, state, dispatch };
  if (phase === "reserved" && reserved !== undefined) {
    return <ReservedPanel {...part} reserved={reserved} />;
  }
  if (hold === undefined || phase === "filling" || phase === "submitting") {
    return <SessionForm {...part} />;
  }
  const step = { claim: spotsClaim(partySize(form) ?? 2), hold, dispatch };
  if (phase === "expired") return <HoldOver {...step} />;
  const { firstName, lastName, email, phone } = form;
  return (
    <PaymentStep
      {...step}
      payer={{ name: `${firstName} ${lastName}`.trim(), email, phone }}
      stripeJsUrl={page.stripeJsUrl}
      isReleasing={phase === "releasing"}
      problem={state.problem}
    >
      <SessionSummary {...part} />
    </PaymentStep>
  );
}
