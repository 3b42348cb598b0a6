import type { PublicExperience } from "../../../catalogue/public-view.ts";
import { count, sayPeople } from "../../day-words.ts";
import type { FieldViolation } from "../api.ts";
import type { ClassRequest, ReservationRequest } from "./session-api.ts";
import { partySize, pickedSession, type SessionForm, type SessionState } from "./session-state.ts";

/** Only what a typing slip looks like: whether it works, the first message tells. */
const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const phoneShape = /^[+0-9 ().-]{5,40}$/;

type Offer = Pick<PublicExperience, "participants" | "checkout">;

/** Classes are paid on the page, and need no phone: nobody has to answer a request. */
export const isClass = ({ checkout }: Pick<PublicExperience, "checkout">): boolean =>
  checkout === "payment-intent";

/** What is missing or plainly mistyped, in the order of the page. The API decides the rest. */
export function checkSessionForm(offer: Offer, state: SessionState): FieldViolation[] {
  const { form } = state;
  return [
    ...participantsViolations(offer, form),
    ...(form.mode === "request" ? requestViolations(form) : pickViolations(state)),
    ...guestViolations(offer, form),
  ];
}

function participantsViolations({ participants }: Offer, form: SessionForm): FieldViolation[] {
  const party = partySize(form);
  const { minimum, maximum } = participants;
  const refuse = (message: string) => [{ field: "participants", message }];
  if (party === undefined) return refuse("Say how many people take part.");
  if (party < minimum) return refuse(`This needs at least ${sayPeople(minimum)}.`);
  if (party > maximum) return refuse(`At most ${maximum} people can take part.`);
  return [];
}

function pickViolations(state: SessionState): FieldViolation[] {
  if (state.form.session === "") return [{ field: "session", message: "Choose a day and a time." }];
  const left = pickedSession(state)?.spotsAvailable;
  const party = partySize(state.form) ?? 0;
  if (left === undefined || left >= party) return [];
  const message = `That session has ${count(left, "spot")} left, and you are ${party}. Choose another one, or fewer people.`;
  return [{ field: "session", message }];
}

function requestViolations({ date, time }: SessionForm): FieldViolation[] {
  return [
    ...(date === "" ? [{ field: "date", message: "Choose a day." }] : []),
    ...(time === "" ? [{ field: "time", message: "Choose when it should start." }] : []),
  ];
}

function guestViolations(offer: Offer, form: SessionForm): FieldViolation[] {
  const violations: FieldViolation[] = [];
  const refuse = (field: string, message: string) => violations.push({ field, message });
  if (form.firstName.trim() === "") refuse("firstName", "Tell us your first name.");
  if (form.lastName.trim() === "") refuse("lastName", "Tell us your last name.");
  if (!emailShape.test(form.email.trim())) {
    refuse("email", "Enter your email address, like name@example.org.");
  }
  const phone = form.phone.trim();
  if (phone === "" && !isClass(offer)) {
    refuse("phone", "Enter your phone number, so that you can be reached on the day.");
  } else if (phone !== "" && !phoneShape.test(phone)) {
    refuse("phone", "A phone number has digits, spaces, + ( ) . and -.");
  }
  return violations;
}

/** The reservation to send. Call it for a form that `checkSessionForm` has nothing against. */
export function reservationRequestOf(experience: string, form: SessionForm): ReservationRequest {
  const { mode, session, date, time, hotel } = form;
  return {
    experience,
    ...(mode === "request" ? { requested: { date, time } } : { session }),
    participants: partySize(form) ?? 0,
    guest: {
      firstName: form.firstName.trim(),
      lastName: form.lastName.trim(),
      email: form.email.trim(),
      phone: form.phone.trim(),
    },
    ...(hotel === "" ? {} : { hotel }),
  };
}

/** The spots of a class to hold. Call it for a form that `checkSessionForm` has nothing against. */
export function classRequestOf(experience: string, form: SessionForm): ClassRequest {
  const phone = form.phone.trim();
  return {
    experience,
    session: form.session,
    participants: partySize(form) ?? 0,
    customer: {
      name: `${form.firstName.trim()} ${form.lastName.trim()}`,
      email: form.email.trim(),
      ...(phone === "" ? {} : { phone }),
    },
    ...(form.hotel === "" ? {} : { hotel: form.hotel }),
  };
}
